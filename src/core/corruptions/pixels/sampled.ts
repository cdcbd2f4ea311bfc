/** Which place of a line stands for one that may lie outside of it; negative for none, which is black. */
export type Border = (at: number, size: number) => number;

/** Outside of the image it is black. */
export const black: Border = (at, size) => (at < size ? at : -1);

/** An image `[size, size, 3]` of which each pixel is taken, bilinear, from the place in `image` that `from` gives for it. */
export function sampled(
  image: Float32Array,
  size: number,
  border: Border,
  from: (x: number, y: number) => readonly [number, number],
): Float32Array {
  const out = new Float32Array(image.length);
  const placeOf = (column: number, row: number) => (column < 0 || row < 0 ? -1 : (row * size + column) * 3);
  const level = (place: number, channel: number) => (place >= 0 ? image[place + channel] : 0);
  for (let y = 0, to = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const [sx, sy] = from(x, y);
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - x0, sy - y0];
      const [left, right] = [border(x0, size), border(x0 + 1, size)];
      const [above, below] = [border(y0, size), border(y0 + 1, size)];
      const upperLeft = placeOf(left, above);
      const upperRight = placeOf(right, above);
      const lowerLeft = placeOf(left, below);
      const lowerRight = placeOf(right, below);
      for (let c = 0; c < 3; c++) {
        const upper = level(upperLeft, c) * (1 - fx) + level(upperRight, c) * fx;
        const lower = level(lowerLeft, c) * (1 - fx) + level(lowerRight, c) * fx;
        out[to++] = upper * (1 - fy) + lower * fy;
      }
    }
  return out;
}
