import { fillGrey } from './cutout';
import { scratch } from './scratch';

/** The source of pixel (x, y) of the result: `(a x + b y + c, d x + e y + f)`, as in PIL's `Image.AFFINE`. */
export type AffineMatrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * Transforms an image `[size, size, 3]` in place with nearest-neighbour sampling and grey fill, in 16.16
 * fixed point as PIL's `transform` with `NEAREST` does.
 */
function affine(image: Uint8Array, size: number, [a, b, c, d, e, f]: AffineMatrix): void {
  const from = scratch(image.length);
  from.set(image);
  const [a0, a1, a3, a4] = [fixed(a), fixed(b), fixed(d), fixed(e)];
  let startX = fixed(c + a * 0.5 + b * 0.5);
  let startY = fixed(f + d * 0.5 + e * 0.5);
  for (let y = 0, to = 0; y < size; y++, startX += a1, startY += a4) {
    for (let x = 0, atX = startX, atY = startY; x < size; x++, to += 3, atX += a0, atY += a3) {
      const fromX = atX >> 16;
      const fromY = atY >> 16;
      if (fromX >= 0 && fromX < size && fromY >= 0 && fromY < size) {
        const at = (fromY * size + fromX) * 3;
        image[to] = from[at];
        image[to + 1] = from[at + 1];
        image[to + 2] = from[at + 2];
      } else {
        image[to] = fillGrey;
        image[to + 1] = fillGrey;
        image[to + 2] = fillGrey;
      }
    }
  }
}

function fixed(value: number): number {
  return Math.floor(value * 65536 + 0.5);
}

/** Turns by `degrees` counter-clockwise about the centre (PIL `Image.rotate`). */
export function rotate(image: Uint8Array, size: number, degrees: number): void {
  const angle = -(((degrees % 360) + 360) % 360) * (Math.PI / 180);
  const [cos, sin] = [fifteenDigits(Math.cos(angle)), fifteenDigits(Math.sin(angle))];
  const half = size / 2;
  affine(image, size, [
    cos,
    sin,
    cos * -half + sin * -half + half,
    -sin,
    cos,
    -sin * -half + cos * -half + half,
  ]);
}

/** PIL rounds a rotation matrix, so that quarter turns are exact. */
function fifteenDigits(value: number): number {
  return Number(value.toFixed(15));
}

/** Shears rows by `share` of a pixel for each row. */
export function shearX(image: Uint8Array, size: number, share: number): void {
  affine(image, size, [1, share, 0, 0, 1, 0]);
}

/** Shears columns by `share` of a pixel for each column. */
export function shearY(image: Uint8Array, size: number, share: number): void {
  affine(image, size, [1, 0, 0, share, 1, 0]);
}

/** Moves left by `pixels`, or right if that is negative; fractions are rounded as in PIL, halves up. */
export function translateX(image: Uint8Array, size: number, pixels: number): void {
  translate(image, size, pixels, 0);
}

/** Moves up by `pixels`, or down if that is negative. */
export function translateY(image: Uint8Array, size: number, pixels: number): void {
  translate(image, size, 0, pixels);
}

/** PIL handles a matrix without shear separately, in double precision: only whole pixels move. */
function translate(image: Uint8Array, size: number, pixelsX: number, pixelsY: number): void {
  affine(image, size, [1, 0, Math.floor(pixelsX + 0.5), 0, 1, Math.floor(pixelsY + 0.5)]);
}
