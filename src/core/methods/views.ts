/**
 * How a teacher looks at each image of the pool that it labels: once, as it is; with its mirror image; at several sizes; or both. `auto` in
 * a recipe is the method's choice.
 */
export const labellingViewNames = ['one', 'mirrored', 'scaled', 'mirrored-scaled'] as const;
export type LabellingViews = (typeof labellingViewNames)[number];

/** One look at an image. */
export interface LabellingView {
  /** The side of the image relative to the side that its model was trained on. */
  readonly scale: number;
  readonly mirrored: boolean;
}

/** The looks that a choice stands for, in the order of `scales`; at each size, the look that is not mirrored comes first. */
export function viewsOf(chosen: LabellingViews, scales: readonly number[]): LabellingView[] {
  const sizes = chosen === 'scaled' || chosen === 'mirrored-scaled' ? [...new Set(scales)] : [1];
  const sides = chosen === 'mirrored' || chosen === 'mirrored-scaled' ? [false, true] : [false];
  return sizes.flatMap((scale) => sides.map((mirrored) => ({ scale, mirrored })));
}
