import type { LabellingView } from '../../../../contract';

/** The labelling to show first: the chosen one, or else the newest that waits for a review, or else the newest. */
export function labellingToShow(
  labellings: readonly LabellingView[],
  chosen: number | null,
): LabellingView | undefined {
  return labellings.find(({ id }) => id === chosen) ?? labellings.find(({ waits }) => waits) ?? labellings[0];
}
