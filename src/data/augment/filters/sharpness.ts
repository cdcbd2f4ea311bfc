import { kernelsFor } from '../kernels/kernels';
import { blended, scaledDifferences } from './blend';

/**
 * Sharpness (PIL `ImageEnhance.Sharpness`): blends with the image smoothed by 1 1 1 / 1 5 1 / 1 1 1 over 13, whose border pixels stay as
 * they are. Works in place.
 */
export function sharpness(image: Uint8Array, size: number, factor: number): void {
  if (size < 4) {
    if (size === 3) sharpenMiddle(image, factor);
    return;
  }
  const { sharpen, bytes, at } = kernelsFor(image.length, image.length);
  const [from, to] = at;
  bytes.set(image, from);
  bytes.set(image, to);
  sharpen(from, to, size, factor);
  image.set(bytes.subarray(to, to + image.length));
}

/** Sharpens the only pixel of a 3 x 3 image that is not on the border; the kernel processes four values of a row at a time. */
function sharpenMiddle(image: Uint8Array, factor: number): void {
  const table = scaledDifferences(factor);
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    for (let at = channel; at < 27; at += 3) sum += image[at];
    const value = image[12 + channel];
    image[12 + channel] = blended(Math.floor((sum + 4 * value + 6) / 13), value, table);
  }
}
