import type { Confusion } from './confusion';

export interface ClassMetrics {
  /** Share of the images predicted as this class that are it; 0 where none was predicted. */
  readonly precision: number;
  /** Share of this class's images that were predicted as it; 0 where there are none. */
  readonly recall: number;
  /** Harmonic mean of both; 0 where both are. */
  readonly f1: number;
  /** Images with this label. */
  readonly support: number;
}

/** Precision, recall and F1 of each class; 0 / 0 is 0, as scikit-learn's zero_division=0. */
export function classMetrics({ right, labelled, predicted, classes }: Confusion): ClassMetrics[] {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return Array.from({ length: classes }, (_, c) => ({
    precision: share(right[c], predicted[c]),
    recall: share(right[c], labelled[c]),
    f1: share(2 * right[c], labelled[c] + predicted[c]),
    support: labelled[c],
  }));
}
