/** Grey that fills what an op lays bare (the released code's `replace_value`). */
export const fillGrey = 128;

/** Lays a grey square of `side` pixels over an image `[size, size, 3]`, from (left, top), as far as it is inside. */
export function cutout(image: Uint8Array, size: number, left: number, top: number, side: number): void {
  const [x0, x1] = [Math.max(0, left), Math.min(size, left + side)];
  const [y0, y1] = [Math.max(0, top), Math.min(size, top + side)];
  if (x0 >= x1) return;
  for (let y = y0; y < y1; y++) image.fill(fillGrey, (y * size + x0) * 3, (y * size + x1) * 3);
}
