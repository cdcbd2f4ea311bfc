import type { ConfusionCounts } from './confusion';
import { wilson } from './interval';

export interface ClassMetrics {
  /** Share of the images predicted as this class that belong to it; 0 if none was predicted. */
  readonly precision: number;
  /** Share of this class's images that were predicted as it; 0 where there are none. */
  readonly recall: number;
  /** Harmonic mean of both; 0 if both are 0. */
  readonly f1: number;
  /** Images with this label. */
  readonly support: number;
}

/** Precision, recall and F1 of each class; 0 / 0 is 0, as scikit-learn's zero_division=0. */
export function classMetrics({ right, labelled, predicted, classes }: ConfusionCounts): ClassMetrics[] {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return Array.from({ length: classes }, (_, c) => ({
    precision: share(right[c], predicted[c]),
    recall: share(right[c], labelled[c]),
    f1: share(2 * right[c], labelled[c] + predicted[c]),
    support: labelled[c],
  }));
}

/** A class's metrics as they are shown: null where they are a share of no image. */
export type ToldClassMetrics = Readonly<Record<'precision' | 'recall' | 'f1', number | null>> &
  Pick<ClassMetrics, 'support'>;

/** The same as `classMetrics`, but 0 / 0 is null (unknown): no image of a class without images was missed. */
export function toldClassMetrics(confusion: ConfusionCounts): ToldClassMetrics[] {
  const { labelled, predicted } = confusion;
  return classMetrics(confusion).map(({ precision, recall, f1, support }, c) => ({
    precision: predicted[c] > 0 ? precision : null,
    recall: labelled[c] > 0 ? recall : null,
    f1: labelled[c] + predicted[c] > 0 ? f1 : null,
    support,
  }));
}

/** The 95 % intervals of a class's metrics; null where none of its images was counted. */
export type ClassIntervals = Readonly<Record<'precision' | 'recall' | 'f1', ReturnType<typeof wilson>>>;

/**
 * Wilson's intervals of precision and recall, which are shares of images; and of F1, which grows with such a share: of the images that are the
 * class or were taken for it, `right / (labelled + predicted - right)` are both (Jaccard), and F1 = 2 J / (1 + J).
 */
export function classIntervals({ right, labelled, predicted, classes }: ConfusionCounts): ClassIntervals[] {
  const f1 = (jaccard: number) => (2 * jaccard) / (1 + jaccard);
  return Array.from({ length: classes }, (_, c) => {
    const both = wilson(right[c], labelled[c] + predicted[c] - right[c]);
    return {
      precision: wilson(right[c], predicted[c]),
      recall: wilson(right[c], labelled[c]),
      f1: both && { low: f1(both.low), high: f1(both.high) },
    };
  });
}
