import { Random } from '../numbers/random';
import { stratifiedFolds } from '../sampling/folds';
import { fitProbe, headPredictions, type LabelledFeatures } from './linear-probe';
import { type CurvePoint, curveShares, hasCurve, type MoreLabels, moreLabels } from './more-labels';

/** How good a linear probe is on images that it has not seen, with each image held out once. */
export interface CrossValidation {
  readonly folds: number;
  /** The number of images, each held out once. */
  readonly images: number;
  /** The share of them that was right. */
  readonly accuracy: number;
  /** Standard deviation over the folds, with their number minus one in the denominator. */
  readonly deviation: number;
  /** What some more labels would add; undefined if there are too few to tell. */
  readonly more?: MoreLabels;
}

/** The number of additional labels that the estimate is for. */
const toCome = 50;

/**
 * Fits a linear probe once for each fold, on the images of the other folds, and counts how many images of the fold it
 * gets right. With few labels this is steadier than a handful of validation images, each of which counts a per cent
 * or more. Regularisation is chosen inside each fit. Images of one group (near duplicates) are in one fold. Models on
 * a quarter and on half of the labels show what more labels would add. Throws `too-few-groups`.
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
  const rowsOf = (fold: number, inside: boolean) =>
    [...foldOf.keys()].filter((row) => (foldOf[row] === fold) === inside);
  const parts = hasCurve(images, classes) ? curveShares : [1];
  const points = parts.map(() => ({ labels: 0, right: [] as number[], images: [] as number[] }));
  for (let fold = 0; fold < folds; fold++) {
    const held = chosen(labelled, rowsOf(fold, true));
    const others = evenly(labelled.labels, rowsOf(fold, false), new Random(seed, fold));
    for (const [i, share] of parts.entries()) {
      const rows = others.slice(0, Math.round(share * others.length)).sort((a, b) => a - b);
      const options = { validation: null, seed, turn };
      const { head } = await fitProbe(chosen(labelled, rows), classes, options);
      points[i].labels += rows.length / folds;
      points[i].images.push(held.labels.length);
      points[i].right.push(hits(headPredictions(head, held), held.labels));
    }
  }
  return {
    folds,
    images,
    ...worth(points[points.length - 1]),
    ...(parts.length > 1 && { more: moreLabels(points, { labels: images, more: toCome }) }),
  };
}

const hits = (said: ArrayLike<number>, labels: Int32Array): number =>
  labels.reduce((sum, label, i) => sum + Number(label === said[i]), 0);

/** Rows in a random order by seed, such that any first part of them has its share of every class. */
function evenly(labels: Int32Array, rows: readonly number[], random: Random): number[] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(labels[row], (counts.get(labels[row]) ?? 0) + 1);
  const seen = new Map<number, number>();
  const placed = random.shuffle([...rows]).map((row) => {
    const at = seen.get(labels[row]) ?? 0;
    seen.set(labels[row], at + 1);
    return { row, at: (at + 0.5) / (counts.get(labels[row]) as number) };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

/** The accuracy of the models fitted on all labels of their folds, and how much the folds differ. */
function worth({ right, images }: CurvePoint): Pick<CrossValidation, 'accuracy' | 'deviation'> {
  const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
  const shares = right.map((each, fold) => each / images[fold]);
  const folds = shares.length;
  const mean = sum(shares) / folds;
  const squares = sum(shares.map((share) => (share - mean) ** 2));
  return { accuracy: sum(right) / sum(images), deviation: Math.sqrt(squares / (folds - 1)) };
}

function chosen({ features, width, labels }: LabelledFeatures, rows: readonly number[]): LabelledFeatures {
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    out.set(features.subarray(row * width, (row + 1) * width), at * width);
  });
  return { features: out, width, labels: Int32Array.from(rows, (row) => labels[row]) };
}
