import { Random } from '../numbers/random';
import { likeliest } from '../selection/class-columns';
import { isBelowThreshold } from '../selection/rule';
import { poolShares } from './class-shares';
import {
  type FittedThreshold,
  fitClassThresholds,
  type JudgedPool,
  type WantedPrecision,
} from './class-thresholds';
import { drawInDomain } from './in-domain';
import { bins, type Chances, countCells, type KeptImages, oddsAt, placesOf, rightOf } from './kept-cells';
import { evenSteps, logOdds, logsAt, tempered } from './odds';
import { chanceOf, type JudgedImages, RightModel } from './right-odds';
import { fitTemperature, type LabelledProbabilities, temperaturePrior } from './temperature';

/** A share with its 95 % interval, 0 to 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** How many of the kept pseudo-labels are correct, estimated from held-out labelled images. */
export interface ExpectedRight extends Share {
  /** Kept images, including those that a person decided, which count as correct. */
  readonly kept: number;
  readonly decided: number;
  /** Held-out labelled images that the estimate is based on. */
  readonly heldOut: number;
  /** Share of the kept images that belong to any class. */
  readonly inDomain: number;
  /** The temperature that makes the confidences match the accuracy. */
  readonly temperature: number;
  /** The classes that have kept images, by position. */
  readonly byClass: readonly (Share & { readonly classIndex: number; readonly kept: number })[];
}

const draws = 400;
/** The most probabilities that are computed for one estimate. */
const mostChances = 4e6;
/** The weight of a held-out image that is less confident than all kept images. */
const weightOfOthers = 0.1;
/**
 * Standard deviation, in log odds, of the accuracy of models fitted on different samples of images, times the square root of the number of
 * images: 0.4 at 40 images.
 */
const spreadOfFits = 2.5;

/** Held-out labelled images; the distributions of all of them may be more than there is memory for. */
export interface HeldOutImages {
  readonly classes: number;
  /** `[images]` */
  readonly labels: ArrayLike<number>;
  /** What the model says of one of them, `[classes]`. */
  distribution(image: number): Float32Array;
}

/** How many probabilities of held-out images are in memory at a time, besides those of a fit. */
const pieceNumbers = 2 ** 18;

/** What held-out images show about a model's confidences, applied to a pool. */
export class TrustedConfidence {
  readonly heldOut: number;
  readonly classes: number;
  readonly #places: Uint8Array;

  private constructor(
    readonly temperature: number,
    private readonly judged: JudgedImages & { readonly odds: Float32Array },
    /**
     * Mean of the held-out images' distributions at the temperature, with one more image for which all classes are equally likely,
     * `[classes]`.
     */
    private readonly before: Float64Array,
    private readonly folds: number | null,
  ) {
    this.classes = judged.classes;
    this.heldOut = judged.right.length;
    this.#places = placesOf(judged.odds);
  }

  /**
   * `folds` is the number of folds if each image was judged by a model fitted on the other folds instead of by the model itself. `turn` is
   * awaited between pieces of some milliseconds.
   */
  static async of(
    heldOut: HeldOutImages,
    folds: number | null = null,
    turn: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<TrustedConfidence> {
    const { classes, labels } = heldOut;
    const images = labels.length;
    const sample = evenSteps(images, classes);
    const fitted = {
      ...{ classes, labels: sample.map((image) => labels[image]) },
      probabilities: distributionsOf(heldOut, sample),
    };
    const temperature = fitTemperature(fitted, temperaturePrior);
    const [odds, predicted] = [new Float32Array(images), new Int32Array(images)];
    const piece = Math.max(1, Math.floor(pieceNumbers / classes));
    for (let from = 0; from < images; from += piece) {
      await turn();
      const some = Int32Array.from({ length: Math.min(piece, images - from) }, (_, i) => from + i);
      const probabilities = distributionsOf(heldOut, some);
      const { classIndex } = likeliest(probabilities, classes);
      predicted.set(classIndex, from);
      odds.set(logOdds(logsAt(probabilities, temperature), classes, classIndex, null), from);
    }
    const right = Uint8Array.from(predicted, (classIndex, i) => Number(labels[i] === classIndex));
    const judged = { odds, predicted, right, classes };
    return new TrustedConfidence(temperature, judged, meanOf(fitted, temperature), folds);
  }

  /**
   * The ratios for `logOdds` of two readings of the pool, between which the truth is taken to lie. In the first, classes are as frequent as
   * the model takes them to be among held-out images (null: no correction); in the second, as frequent as its distributions of the pool
   * suggest, some of which are in `sample` `[images, classes]`. Both are the same for a pool that is like the held-out images.
   */
  ratios(sample: Float32Array): readonly [null, Float64Array] {
    const shares = poolShares(tempered(sample, this.classes, this.temperature), this.before, this.heldOut);
    return [null, shares.map((share, c) => share / this.before[c])];
  }

  /** The expected share of right labels; `places` are the `placesOf` the log odds for each of the two `ratios`. Null if nothing is kept. */
  expect(places: readonly [Uint8Array, Uint8Array], images: KeptImages, seed: number): ExpectedRight | null {
    const counted = countCells(places, images, this.classes);
    if (counted.kept === 0) return null;
    const random = new Random(seed, 0x7e57);
    const model = this.#fitFor(counted.leastPlace);
    const chances = counted.groups.reduce((sum, { cells }) => sum + cells.length, 0);
    const times = Math.max(100, Math.min(draws, Math.floor(mostChances / Math.max(1, chances))));
    const all = new Float64Array(times);
    const inside = new Float64Array(times);
    const byClass = Array.from(counted.byClass, () => new Float64Array(times));
    for (let d = 0; d < times; d++) {
      const drawn = this.#draw(model, random);
      const { passing, flagged } = drawInDomain(images.passing, random);
      const [inPassing, inFlagged] = counted.groups.map((group) => rightOf(group, drawn, random));
      let [right, ofSome] = [0, 0];
      counted.byClass.forEach(({ kept, decided, undecidedFlagged }, c) => {
        const total = (inPassing[c] ?? 0) * passing + (inFlagged[c] ?? 0) * flagged + decided;
        right += total;
        ofSome += (kept - decided - undecidedFlagged) * passing + undecidedFlagged * flagged + decided;
        byClass[c][d] = total / Math.max(1, kept);
      });
      all[d] = right / counted.kept;
      inside[d] = ofSome / counted.kept;
    }
    return {
      ...intervalOf(all),
      kept: counted.kept,
      decided: counted.byClass.reduce((sum, { decided }) => sum + decided, 0),
      heldOut: this.heldOut,
      inDomain: intervalOf(inside).share,
      temperature: this.temperature,
      byClass: counted.byClass.flatMap(({ kept }, classIndex) =>
        kept === 0 ? [] : [{ classIndex, kept, ...intervalOf(byClass[classIndex]) }],
      ),
    };
  }

  /**
   * The lowest threshold of each class at which the expected share of right labels is high enough, `[classes]`; `places` as for `expect`.
   * The shares are among images that belong to some class; finding those that belong to none is left to the flag.
   */
  classThresholds(
    places: readonly [Uint8Array, Uint8Array],
    pool: Omit<JudgedPool, 'chanceOf'>,
    wanted: WantedPrecision,
  ): FittedThreshold[] {
    const { classes } = this;
    const { predicted, confidence, counts } = pool;
    const leastPlace = new Uint8Array(classes).fill(bins - 1);
    for (let row = 0; row < confidence.length; row++)
      if (counts(row) && !isBelowThreshold(confidence[row], wanted.least))
        leastPlace[predicted[row]] = Math.min(leastPlace[predicted[row]], places[0][row]);
    const { best } = this.#fitFor(leastPlace);
    const chances = Float64Array.from({ length: classes * bins }, (_, cell) =>
      chanceOf(best, Math.floor(cell / bins), oddsAt(cell % bins)),
    );
    // The truth is taken to lie anywhere between the two readings.
    const meanChance = (row: number) => {
      const from = predicted[row] * bins;
      return (chances[from + places[0][row]] + chances[from + places[1][row]]) / 2;
    };
    const heldOut = new Uint32Array(classes);
    for (let i = 0; i < this.heldOut; i++) heldOut[this.judged.predicted[i]]++;
    return fitClassThresholds({ ...pool, chanceOf: meanChance }, heldOut, wanted);
  }

  /**
   * A model fitted to the held-out images that are as confident as the kept ones, with a small weight for the others: the question is how
   * often confident images are right, and a line through all images would answer it by how often the unsure ones are.
   */
  #fitFor(leastPlace: Uint8Array): RightModel {
    const { predicted } = this.judged;
    const weights = Float64Array.from(this.#places, (place, i) =>
      place >= leastPlace[predicted[i]] ? 1 : weightOfOthers,
    );
    return new RightModel({ ...this.judged, weights });
  }

  #draw(fitted: RightModel, random: Random): Chances {
    const drawn = fitted.draw(random);
    const model = { ...drawn, intercept: drawn.intercept + this.#offFolds(random) };
    return { model, weight: random.next() };
  }

  /**
   * By how much, in log odds, the model differs from the models of the folds that were judged in its place. It has learnt from more images,
   * which is worth something between nothing and an error that falls as one over the number of images. And one fit on few images differs at
   * random from others like it.
   */
  #offFolds(random: Random): number {
    if (this.folds === null) return 0;
    const more = random.next() * Math.log(this.folds / (this.folds - 1));
    return more + (spreadOfFits / Math.sqrt(this.heldOut)) * random.normal();
  }
}

function distributionsOf({ classes, distribution }: HeldOutImages, images: Int32Array): Float32Array {
  const rows = new Float32Array(images.length * classes);
  for (const [at, image] of images.entries()) rows.set(distribution(image), at * classes);
  return rows;
}

/** Of images that a fit uses. */
function meanOf({ probabilities, classes, labels }: LabelledProbabilities, temperature: number) {
  const sums = new Float64Array(classes).fill(1 / classes);
  for (let image = 0; image < labels.length; image++) {
    const its = tempered(
      probabilities.subarray(image * classes, (image + 1) * classes),
      classes,
      temperature,
    );
    for (let c = 0; c < classes; c++) sums[c] += its[c];
  }
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}

function intervalOf(values: Float64Array): Share {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return { share: sorted.reduce((a, b) => a + b, 0) / sorted.length, low: at(0.025), high: at(0.975) };
}
