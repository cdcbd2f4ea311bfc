import { StudioError } from '../core/errors';

/** Pixels above which a header is taken for a decompression bomb (16,384 x 16,384). */
export const defaultMaxPixels = 268_435_456;

/** Refuses an image whose header promises more pixels than allowed. */
export function refuseBomb(width: number, height: number, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new StudioError(
    'too-many-pixels',
    `The image says it has ${width} x ${height} pixels, more than the limit of ${Math.round(maxPixels / 1e6)} million.`,
  );
}
