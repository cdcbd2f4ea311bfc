/** The place in a line that stands for one that may lie outside of it; negative for none, which is black. */
export type Border = (at: number, size: number) => number;

/** Places outside the image are black. */
export const black: Border = (at, size) => (at < size ? at : -1);

/** Where a pixel of the new image lies in the old one: writes column and row into `at` instead of allocating an array for every pixel. */
export type From = (x: number, y: number, at: Float64Array) => void;

/** An image `[size, size, 3]`, each pixel of which is sampled bilinearly at the place in `image` that `from` returns for it. */
export function sampled(image: Float32Array, size: number, border: Border, from: From): Float32Array {
  const out = new Float32Array(image.length);
  const at = new Float64Array(2);
  for (let y = 0, to = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      from(x, y, at);
      const x0 = Math.floor(at[0]);
      const y0 = Math.floor(at[1]);
      const fx = at[0] - x0;
      const fy = at[1] - y0;
      const left = border(x0, size);
      const right = border(x0 + 1, size);
      const above = border(y0, size);
      const below = border(y0 + 1, size);
      const upperLeft = placeOf(left, above, size);
      const upperRight = placeOf(right, above, size);
      const lowerLeft = placeOf(left, below, size);
      const lowerRight = placeOf(right, below, size);
      for (let c = 0; c < 3; c++) {
        const upper = level(image, upperLeft, c) * (1 - fx) + level(image, upperRight, c) * fx;
        const lower = level(image, lowerLeft, c) * (1 - fx) + level(image, lowerRight, c) * fx;
        out[to++] = upper * (1 - fy) + lower * fy;
      }
    }
  return out;
}

const placeOf = (column: number, row: number, size: number) =>
  column < 0 || row < 0 ? -1 : (row * size + column) * 3;

const level = (image: Float32Array, place: number, channel: number) =>
  place < 0 ? 0 : image[place + channel];
