import { encodeFloat16 } from '../../core/numbers/float16';
import { type OodScoreName, oodLimit, oodScoreNames } from '../../core/ood';
import type { LabelledFeatures } from '../../core/probe/linear-probe';
import { outOfFolds } from '../../core/probe/out-of-folds';
import { softmax } from '../../core/selection';
import type { Hooks } from '../job/hooks';
import type { LabelledImages } from '../job/messages';
import { takeTurn } from '../job/turn';
import type { HeldOutPlan } from './labelling-file';
import { fitScores, OodScorer } from './ood-scorer';
import { SoftColumns } from './soft-labels';
import type { SpooledOutputs } from './spooled-outputs';

type Scores = Readonly<Record<OodScoreName, Float32Array>>;

/** A model's outputs for labelled images that it was not trained on, as a labelling stores them. */
export interface HeldOutOutputs {
  readonly plan: HeldOutPlan | null;
  /** For each score, the threshold that keeps the requested share of these images. */
  readonly limits: Record<OodScoreName, number>;
}

/**
 * Collects the outputs of a network for a number of held-out images, batch by batch and in their order; all
 * are kept in memory.
 */
export class HeldOutGatherer {
  readonly #scores: Scores;
  readonly #soft: SoftColumns;
  #features: Uint16Array | null = null;

  /** `featured` lists the images that keep their features, ascending. */
  constructor(
    images: number,
    private readonly classes: number,
    private readonly featured: Int32Array = new Int32Array(),
  ) {
    const column = (name: OodScoreName) => [name, new Float32Array(images)] as const;
    this.#scores = Object.fromEntries(oodScoreNames.map(column)) as Scores;
    this.#soft = new SoftColumns(images, classes);
  }

  append(from: number, outputs: { logits: Float32Array; features: Float32Array }, scorer: OodScorer): void {
    const { classes } = this;
    for (const name of oodScoreNames)
      this.#scores[name].set(scorer.score(name, { ...outputs, classes }), from);
    this.#soft.set(from, softmax(outputs.logits, classes));
    this.#keepFeatures(from, outputs.features, outputs.logits.length / classes);
  }

  #keepFeatures(from: number, features: Float32Array, images: number): void {
    const { featured } = this;
    if (featured.length === 0) return;
    const width = features.length / images;
    this.#features ??= new Uint16Array(featured.length * width);
    for (const [at, place] of featured.entries()) {
      if (place < from || place >= from + images) continue;
      const row = (place - from) * width;
      this.#features.set(encodeFloat16(features.subarray(row, row + width)), at * width);
    }
  }

  /** Returns what was collected; `ids` are those of the images, or null if the model was trained on them. */
  end(ids: Int32Array | null, keep: number): HeldOutOutputs {
    const limits = Object.fromEntries(
      oodScoreNames.map((name) => [name, oodLimit(this.#scores[name], keep)]),
    );
    const features = this.#features && {
      features: { values: this.#features, width: this.#features.length / this.featured.length },
    };
    const plan = ids && { ids, soft: this.#soft, scores: this.#scores, by: { folds: null }, ...features };
    return { plan, limits: limits as HeldOutOutputs['limits'] };
  }
}

/**
 * The same for the images that a linear probe is fitted on: each image is predicted by a classifier, and
 * rated by scores, fitted on the other folds. Only for few images, since all their features are in memory.
 */
export async function heldOutByFolds(
  spooled: SpooledOutputs,
  fit: LabelledImages,
  { ids, folds, keep }: { ids: Int32Array; folds: { count: number; lambda: number }; keep: number },
  classes: number,
  hooks: Pick<Hooks, 'signal' | 'progress'>,
): Promise<HeldOutOutputs> {
  const all: LabelledFeatures = { features: wholeOf(spooled), width: spooled.width, labels: fit.labels };
  const total = fit.labels.length;
  const gatherer = new HeldOutGatherer(total, classes);
  let done = 0;
  const judged = outOfFolds(all, classes, { ...folds, seed: 0 });
  for (const { inside, outside, logits, logitsInside, rows } of judged) {
    await takeTurn(hooks.signal);
    const scorer = new OodScorer(
      fitScores(
        {
          images: inside.labels.length,
          pieces: () => [{ features: inside.features, logits: logitsInside, classes }],
        },
        inside.labels,
      ),
    );
    try {
      rows.forEach((row, at) => {
        const features = outside.features.subarray(at * all.width, (at + 1) * all.width);
        gatherer.append(row, { features, logits: logits.subarray(at * classes, (at + 1) * classes) }, scorer);
      });
    } finally {
      scorer.close();
    }
    done += rows.length;
    const speed = { imagesPerSecond: 0, secondsLeft: null };
    hooks.progress({ phase: 'preparing', done, total, unit: 'images', ...speed });
  }
  const { plan, limits } = gatherer.end(ids, keep);
  return { plan: plan && { ...plan, by: { folds: folds.count } }, limits };
}

function wholeOf(spooled: SpooledOutputs): Float32Array {
  const features = new Float32Array(spooled.images * spooled.width);
  let at = 0;
  for (const piece of spooled.features()) {
    features.set(piece, at);
    at += piece.length;
  }
  return features;
}
