import { type StudioError, studioError } from '../../../core/errors';

/**
 * 16,384 x 16,384: an image whose header declares more pixels is treated as a decompression bomb, unless the
 * environment sets another limit.
 */
const usualMaxPixels = 268_435_456;
const setting = 'NOISY_STUDIO_MAX_MEGAPIXELS';

/** The limit in force. */
export const defaultMaxPixels = fromEnvironment(process.env[setting]);

function fromEnvironment(value: string | undefined): number {
  const megapixels = Number(value);
  return value !== undefined && megapixels > 0 ? megapixels * 1e6 : usualMaxPixels;
}

/** The error for a picture that a decoder refused for too many pixels without naming their number. */
export function tooManyPixels(cause: unknown): StudioError {
  return studioError(
    'pixel-limit',
    { limit: String(Math.floor(defaultMaxPixels / 1e6)), setting },
    { cause },
  );
}

/** Refuses an image whose header declares more pixels than allowed. */
export function refuseBomb(width: number, height: number, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  const million = Math.ceil((width * height) / 1e6);
  throw studioError('too-many-pixels', {
    width: String(width),
    height: String(height),
    million: String(million),
    limit: String(Math.floor(maxPixels / 1e6)),
    setting,
  });
}
