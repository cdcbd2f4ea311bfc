import { black, sampled } from '../corruptions/pixels/sampled';

/** An image `[size, size, 3]` enlarged by a factor about its middle, bilinear; black outside. */
export function scaled(image: Float32Array, size: number, factor: number): Float32Array {
  const middle = (size - 1) / 2;
  const from = (at: number) => middle + (at - middle) / factor;
  return sampled(image, size, black, (x, y, at) => {
    at[0] = from(x);
    at[1] = from(y);
  });
}

/** The same turned clockwise about its middle. */
export function turned(image: Float32Array, size: number, degrees: number): Float32Array {
  const middle = (size - 1) / 2;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return sampled(image, size, black, (x, y, at) => {
    const dx = x - middle;
    const dy = y - middle;
    at[0] = middle + cos * dx + sin * dy;
    at[1] = middle - sin * dx + cos * dy;
  });
}

/**
 * The same seen by a camera that was turned by so many degrees about the vertical axis and then about the horizontal one, at a distance of
 * the image's diagonal. The released code puts the image one pixel in front of the axes; this does the same.
 */
export function tilted(image: Float32Array, size: number, degrees: number): Float32Array {
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [half, far] = [size / 2, size * Math.SQRT2];
  // Maps places relative to the middle of the image to places relative to the middle of the picture, before the division by the third row.
  const [upper, middle, lower] = inverse([
    [far * c, 0, -far * s],
    [-far * s * s, far * c, -far * s * c],
    [c * s, s, c * c + far],
  ]);
  return sampled(image, size, black, (x, y, at) => {
    const u = x - half;
    const v = y - half;
    const depth = lower[0] * u + lower[1] * v + lower[2];
    at[0] = half + (upper[0] * u + upper[1] * v + upper[2]) / depth;
    at[1] = half + (middle[0] * u + middle[1] * v + middle[2]) / depth;
  });
}

type Matrix = readonly (readonly number[])[];

/** The inverse of a 3 x 3 matrix, up to a factor. */
function inverse(m: Matrix): Matrix {
  const cofactor = (row: number, column: number) => {
    const [r, c] = [
      [(row + 1) % 3, (row + 2) % 3],
      [(column + 1) % 3, (column + 2) % 3],
    ];
    return m[r[0]][c[0]] * m[r[1]][c[1]] - m[r[0]][c[1]] * m[r[1]][c[0]];
  };
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row)));
}
