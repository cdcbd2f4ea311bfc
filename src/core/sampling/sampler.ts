import { StudioError, studioError } from '../errors';
import { hash32, Random } from '../numbers/random';

// Different uses of one seed must not draw the same numbers.
const labelledTag = 1;
const pseudoTag = 2;
const noiseTag = 3;
const roundTag = 4;
const classTag = 5;

export interface JointSamplerOptions {
  /** Labelled training images; only their number counts here. */
  readonly labelledRows: ArrayLike<number>;
  /** Pseudo-labelled images, each as often as it has copies (`expandCopies`); empty for a teacher. */
  readonly pseudoEntries: ArrayLike<number>;
  readonly labelledBatch: number;
  /** False for batches of pseudo-labelled images alone, with as many of them as a joint batch has. */
  readonly labelled?: boolean;
  /** Pseudo-labelled images for each labelled one in a batch; the number is rounded. */
  readonly unlabelledRatio: number;
  readonly seed: number;
  /** Class indices of the labelled images if every class is to be seen equally often; if left out, every image is seen equally often. */
  readonly balanceBy?: ArrayLike<number>;
}

export interface JointBatch {
  /** Positions in `labelledRows`, `[labelledBatch]`, empty for batches without labelled images. */
  readonly labelled: Int32Array;
  /** Positions in `pseudoEntries`, `[round(labelledBatch x ratio)]`, empty without entries. */
  readonly pseudo: Int32Array;
}

/**
 * The joint batch of every step: labelled and pseudo-labelled images each walk through their own list, a fresh permutation each
 * pass, with no image left out and none twice in a pass. A batch is a function of (seed, step) alone, so a resumed run
 * sees what the undisturbed run would have seen.
 */
export class JointSampler {
  readonly labelledBatch: number;
  readonly pseudoBatch: number;
  readonly #labelled: Stream;
  readonly #pseudo: Stream;

  constructor(options: JointSamplerOptions) {
    const { labelledRows, pseudoEntries, labelledBatch, unlabelledRatio, seed, balanceBy } = options;
    const { labelled = true } = options;
    if (labelled && labelledRows.length === 0) throw studioError('no-labelled-images', {});
    if (!Number.isInteger(labelledBatch) || labelledBatch < 1 || !(unlabelledRatio >= 0))
      throw new StudioError(
        'bad-batch',
        `A batch of ${labelledBatch} labelled images and ${unlabelledRatio} times as many others cannot be made; use a whole number from 1 and a ratio from 0.`,
      );
    this.labelledBatch = labelled ? labelledBatch : 0;
    this.pseudoBatch = pseudoEntries.length === 0 ? 0 : Math.round(labelledBatch * unlabelledRatio);
    if (this.labelledBatch + this.pseudoBatch === 0) throw studioError('empty-selection', {});
    this.#labelled = balanceBy
      ? new BalancedStream(balanceBy, seed)
      : new PermutedStream(labelledRows.length, seed, labelledTag);
    this.#pseudo = new PermutedStream(pseudoEntries.length, seed, pseudoTag);
  }

  /** The batch of `step`, counted from 0. */
  batch(step: number): JointBatch {
    return {
      labelled: this.#labelled.take(step * this.labelledBatch, this.labelledBatch),
      pseudo: this.#pseudo.take(step * this.pseudoBatch, this.pseudoBatch),
    };
  }
}

interface Stream {
  /** Positions at `start` to `start + count` of the stream. */
  take(start: number, count: number): Int32Array;
}

/**
 * Endless rounds, in each of which every class that has images comes once, in a new order; the images of a class come in endless passes of
 * their own. Classes are seen equally often whatever their sizes, and no image is seen again before all others of its class.
 */
class BalancedStream implements Stream {
  readonly #members: Int32Array[];
  readonly #streams: PermutedStream[];

  constructor(
    labels: ArrayLike<number>,
    private readonly seed: number,
  ) {
    const byClass = new Map<number, number[]>();
    for (let i = 0; i < labels.length; i++) {
      const list = byClass.get(labels[i]);
      if (list) list.push(i);
      else byClass.set(labels[i], [i]);
    }
    const classes = [...byClass.keys()].sort((a, b) => a - b);
    this.#members = classes.map((c) => Int32Array.from(byClass.get(c) as number[]));
    this.#streams = classes.map(
      (c, at) => new PermutedStream(this.#members[at].length, hash32(seed, classTag, c), labelledTag),
    );
  }

  take(start: number, count: number): Int32Array {
    const classes = this.#members.length;
    const out = new Int32Array(count);
    let round = -1;
    let order = new Int32Array();
    for (let i = 0; i < count; i++) {
      const at = start + i;
      const now = Math.floor(at / classes);
      if (now !== round) {
        round = now;
        const all = Int32Array.from({ length: classes }, (_, c) => c);
        order = new Random(this.seed, roundTag, round).shuffle(all);
      }
      const c = order[at - round * classes];
      out[i] = this.#members[c][this.#streams[c].take(round, 1)[0]];
    }
    return out;
  }
}

/** Endless passes over 0..size-1, each in an order of its own. */
class PermutedStream implements Stream {
  /** The two passes in use: a batch may end one and begin the next. */
  readonly #passes = new Map<number, Int32Array>();

  constructor(
    private readonly size: number,
    private readonly seed: number,
    private readonly tag: number,
  ) {}

  take(start: number, count: number): Int32Array {
    const out = new Int32Array(count);
    for (let done = 0; done < count; ) {
      const pass = Math.floor((start + done) / this.size);
      const offset = start + done - pass * this.size;
      const part = this.#order(pass).subarray(offset, Math.min(this.size, offset + count - done));
      out.set(part, done);
      done += part.length;
    }
    return out;
  }

  #order(pass: number): Int32Array {
    let order = this.#passes.get(pass);
    if (order === undefined) {
      order = new Random(this.seed, this.tag, pass).shuffle(
        Int32Array.from({ length: this.size }, (_, i) => i),
      );
      if (this.#passes.size > 1) this.#passes.delete(Math.min(...this.#passes.keys()));
      this.#passes.set(pass, order);
    }
    return order;
  }
}

/** The seed of one image's input noise, which depends only on the place of the image in the run. */
export function noiseSeed(seed: number, step: number, position: number): number {
  return hash32(seed, noiseTag, step, position);
}
