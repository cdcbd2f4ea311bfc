import type { LabelledFeatures } from './linear-probe';
import { fitAt, foldsOf, headLogits } from './linear-probe';

/** One fold of the labelled images, and the predictions for it by a classifier that was fitted on the others. */
export interface FoldOutputs {
  /** The images that it was fitted on. */
  readonly inside: LabelledFeatures;
  readonly outside: LabelledFeatures;
  /** Of the images outside, `[images, classes]`. */
  readonly logits: Float32Array;
  /** Of the images inside, `[images, classes]`. */
  readonly logitsInside: Float32Array;
  /** Which of all images are outside. */
  readonly rows: readonly number[];
}

/**
 * Predicts every labelled image with a linear classifier that has not seen it, at the regularisation strength
 * `lambda` that was chosen for all of them. The folds are many and small: each fit lacks so few images that it is
 * about as good as the fit on all.
 */
export function* outOfFolds(
  all: LabelledFeatures,
  classes: number,
  { count, lambda, seed }: { count: number; lambda: number; seed: number },
): Generator<FoldOutputs> {
  const folds = foldsOf(all.labels, classes, count, seed);
  for (let fold = 0; fold < count; fold++) {
    const rows = [...folds.keys()].filter((row) => folds[row] === fold);
    if (rows.length === 0) continue;
    const inside = rowsOf(
      all,
      [...folds.keys()].filter((row) => folds[row] !== fold),
    );
    const outside = rowsOf(all, rows);
    const head = fitAt(inside, classes, lambda);
    const [logits, logitsInside] = [outside, inside].map((images) => headLogits(head, images));
    yield { inside, outside, logits, logitsInside, rows };
  }
}

function rowsOf({ features, width, labels }: LabelledFeatures, rows: readonly number[]): LabelledFeatures {
  const own = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    own.set(features.subarray(row * width, (row + 1) * width), at * width);
  });
  return { features: own, width, labels: Int32Array.from(rows, (row) => labels[row]) };
}
