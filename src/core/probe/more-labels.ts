/** What more labels would add, judging by the curve of accuracy over labels. */
export interface MoreLabels {
  /** The number of additional labels. */
  readonly labels: number;
  /** The additional share of images that would be right; never below 0. */
  readonly gain: number;
  /** Standard error of the gain, by leaving out one fold after the other. */
  readonly deviation: number;
}

/**
 * One point of the curve: models of this many labels and, for each fold, the number of held-out images and how many
 * of them were right.
 */
export interface CurvePoint {
  readonly labels: number;
  readonly right: readonly number[];
  readonly images: readonly number[];
}

/** Shares of a fold's labels that a model is fitted on, from few to all: each is part of the next. */
export const curveShares = [0.25, 0.5, 1] as const;

/** Whether a quarter of the labels is enough to say something: two of each class. */
export const hasCurve = (labels: number, classes: number): boolean => labels >= Math.max(40, 10 * classes);

/**
 * Estimates the gain from `more` labels in addition to `labels`, if the error keeps falling as a power of the number
 * of labels (Hestness et al. 2017). The power is fitted to the points by least squares of their logarithms. New
 * labels are assumed to be drawn like the existing ones.
 */
export function moreLabels(
  points: readonly CurvePoint[],
  { labels, more }: { labels: number; more: number },
): MoreLabels {
  const folds = points[0].right.length;
  const gainWithout = (left: number | null) => {
    const { at } = powerOf(points, left);
    return at(labels) - at(labels + more);
  };
  const gain = gainWithout(null);
  const each = Array.from({ length: folds }, (_, fold) => gainWithout(fold));
  const mean = each.reduce((sum, one) => sum + one, 0) / folds;
  const squares = each.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { labels: more, gain, deviation: Math.sqrt(((folds - 1) / folds) * squares) };
}

/** The error as a power of the labels, without one of the folds; it never rises. */
function powerOf(points: readonly CurvePoint[], left: number | null) {
  const logs = points.map(({ labels, right, images }) => {
    const sum = (of: readonly number[]) => of.reduce((all, one, fold) => all + (fold === left ? 0 : one), 0);
    const all = sum(images);
    // If none of a few images is wrong, the error is still not 0.
    return [Math.log(labels), Math.log(Math.max(all - sum(right), 0.5) / all)] as const;
  });
  const [meanX, meanY] = [0, 1].map((i) => logs.reduce((sum, log) => sum + log[i], 0) / logs.length);
  const across = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const along = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = Math.min(0, across / along);
  return { at: (labels: number) => Math.exp(meanY + slope * (Math.log(labels) - meanX)) };
}
