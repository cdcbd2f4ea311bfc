import type { LabellingView } from '../../../contract';

/** The labelling to show first: the newest that waits for a review, else the newest. */
export function labellingToShow(
  labellings: readonly LabellingView[],
  chosen: number | null,
): LabellingView | undefined {
  return labellings.find(({ id }) => id === chosen) ?? labellings.find(({ waits }) => waits) ?? labellings[0];
}
