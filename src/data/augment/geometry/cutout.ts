/** The grey that fills uncovered pixels (the released code's `replace_value`). */
export const fillGrey = 128;

/**
 * Paints a grey square of `side` pixels onto an image `[size, size, 3]` at (left, top), clipped to the image.
 */
export function cutout(image: Uint8Array, size: number, left: number, top: number, side: number): void {
  const [x0, x1] = [Math.max(0, left), Math.min(size, left + side)];
  const [y0, y1] = [Math.max(0, top), Math.min(size, top + side)];
  if (x0 >= x1) return;
  for (let y = y0; y < y1; y++) image.fill(fillGrey, (y * size + x0) * 3, (y * size + x1) * 3);
}
