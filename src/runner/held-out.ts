import { type OodScoreName, oodLimit, oodScoreNames } from '../core/ood';
import type { LabelledFeatures } from '../core/probe/linear-probe';
import { outOfFolds } from '../core/probe/out-of-folds';
import { softmax } from '../core/selection';
import type { HeldOutPlan } from './labelling-file';
import type { LabelledImages } from './messages';
import { OodScorer } from './ood-scorer';
import { SoftColumns } from './soft-labels';
import type { SpooledOutputs } from './spooled-outputs';

/** More images than these say nothing more about how far a model can be trusted. */
const mostHeldOut = 20_000;

type Scores = Readonly<Record<OodScoreName, Float32Array>>;

/** What a model says of labelled images that it has not learnt from, as a labelling keeps it. */
export interface HeldOutOutputs {
  readonly plan: HeldOutPlan | null;
  /** For each score the limit that keeps the wanted share of these images. */
  readonly limits: Record<OodScoreName, number>;
}

/** Gathers what a network says of held-out images, in their order, some at a time. */
export class HeldOutGatherer {
  readonly #scores: Scores;
  readonly #soft: SoftColumns;
  readonly #kept: number;

  constructor(
    images: number,
    private readonly classes: number,
  ) {
    const column = (name: OodScoreName) => [name, new Float32Array(images)] as const;
    this.#scores = Object.fromEntries(oodScoreNames.map(column)) as Scores;
    this.#kept = Math.min(images, mostHeldOut);
    this.#soft = new SoftColumns(this.#kept, classes);
  }

  append(from: number, outputs: { logits: Float32Array; features: Float32Array }, scorer: OodScorer): void {
    const { classes } = this;
    for (const name of oodScoreNames)
      this.#scores[name].set(scorer.score(name, { ...outputs, classes }), from);
    const rows = Math.max(0, Math.min(this.#kept - from, outputs.logits.length / classes));
    this.#soft.set(from, softmax(outputs.logits.subarray(0, rows * classes), classes));
  }

  /** `ids` of the images; null where they are none that the model has not learnt from. */
  end(ids: Int32Array | null, keep: number): HeldOutOutputs {
    const limits = Object.fromEntries(
      oodScoreNames.map((name) => [name, oodLimit(this.#scores[name], keep)]),
    );
    const kept = (name: OodScoreName) => [name, this.#scores[name].subarray(0, this.#kept)] as const;
    const scores = Object.fromEntries(oodScoreNames.map(kept));
    const plan = ids && { ids: ids.subarray(0, this.#kept), soft: this.#soft, scores, by: { folds: null } };
    return { plan, limits: limits as HeldOutOutputs['limits'] };
  }
}

/**
 * The same of images that a linear probe was fitted on: each is judged by a classifier, and by scores, that were fitted on the others. For few
 * images alone, since all of their features are in memory.
 */
export function heldOutByFolds(
  spooled: SpooledOutputs,
  fit: LabelledImages,
  { ids, folds, keep }: { ids: Int32Array; folds: { count: number; lambda: number }; keep: number },
  classes: number,
): HeldOutOutputs {
  const all: LabelledFeatures = { features: wholeOf(spooled), width: spooled.width, labels: fit.labels };
  const gatherer = new HeldOutGatherer(fit.labels.length, classes);
  for (const { inside, outside, logits, rows } of outOfFolds(all, classes, { ...folds, seed: 0 })) {
    const logitsInside = new Float32Array(inside.labels.length * classes);
    const scorer = new OodScorer(
      {
        images: inside.labels.length,
        pieces: () => [{ features: inside.features, logits: logitsInside, classes }],
      },
      inside.labels,
    );
    try {
      rows.forEach((row, at) => {
        const features = outside.features.subarray(at * all.width, (at + 1) * all.width);
        gatherer.append(row, { features, logits: logits.subarray(at * classes, (at + 1) * classes) }, scorer);
      });
    } finally {
      scorer.close();
    }
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
