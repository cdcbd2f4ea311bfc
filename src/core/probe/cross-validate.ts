import { stratifiedFolds } from '../sampling/folds';
import { fitProbe, headPredictions, type LabelledFeatures } from './linear-probe';

/** What a linear probe is worth on images that it has not seen, each image held out once. */
export interface CrossValidation {
  readonly folds: number;
  /** Images that were held out in turn: all. */
  readonly images: number;
  /** Share of them that was right. */
  readonly accuracy: number;
  /** Standard deviation over the folds, with one less than their number below. */
  readonly deviation: number;
}

/**
 * Fits a linear probe once for each fold, on the images of the others, and counts what it gets right of the fold: with few labels a steadier
 * figure than a handful of validation images, of which each is worth a percent or more. Regularisation is chosen inside each fit. Images of
 * one group, near duplicates of each other, are in one fold. Throws `too-few-groups`.
 */
export async function crossValidate(
  labelled: LabelledFeatures,
  classes: number,
  {
    folds,
    seed,
    groups,
    turn,
  }: { folds: number; seed: number; groups?: ArrayLike<number>; turn?: () => Promise<void> },
): Promise<CrossValidation> {
  const foldOf = stratifiedFolds(labelled.labels, { count: folds, seed, groups });
  const images = labelled.labels.length;
  let right = 0;
  const shares: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const held = chosen(labelled, (row) => foldOf[row] === fold);
    const { head } = await fitProbe(
      chosen(labelled, (row) => foldOf[row] !== fold),
      classes,
      { validation: null, seed, turn },
    );
    const hits = headPredictions(head, held).reduce(
      (sum, label, i) => sum + Number(label === held.labels[i]),
      0,
    );
    right += hits;
    shares.push(hits / held.labels.length);
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / folds;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  return { folds, images, accuracy: right / images, deviation: Math.sqrt(squares / (folds - 1)) };
}

function chosen(
  { features, width, labels }: LabelledFeatures,
  keep: (row: number) => boolean,
): LabelledFeatures {
  const rows = [...labels.keys()].filter(keep);
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    out.set(features.subarray(row * width, (row + 1) * width), at * width);
  });
  return { features: out, width, labels: Int32Array.from(rows, (row) => labels[row]) };
}
