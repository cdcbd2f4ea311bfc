import { blended, scaledDifferences } from './blend';
import { scratch } from './scratch';

/**
 * Sharpness (PIL `ImageEnhance.Sharpness`): blends with the image smoothed by 1 1 1 / 1 5 1 / 1 1 1 over 13, whose border is
 * the image's own. In place, a row of unsmoothed pixels kept at a time.
 */
export function sharpness(image: Uint8Array, size: number, factor: number): void {
  const table = scaledDifferences(factor);
  const stride = size * 3;
  const original = scratch(image.length);
  original.set(image);
  for (let y = 1; y < size - 1; y++) {
    for (let i = y * stride + 3, end = (y + 1) * stride - 3; i < end; i++) {
      const above = i - stride;
      const below = i + stride;
      const sum =
        original[above - 3] +
        original[above] +
        original[above + 3] +
        original[i - 3] +
        5 * original[i] +
        original[i + 3] +
        original[below - 3] +
        original[below] +
        original[below + 3];
      // PIL rounds sum / 13; a thirteenth is never a half, so whole numbers give its single precision exactly.
      image[i] = blended(((2 * sum + 13) / 26) | 0, original[i], table);
    }
  }
}
