import { studioError } from '../../core/errors';
import type { PixelCache } from '../../data/cache/pixel-cache';

/** Rows of the pixel cache for hashes `[images, 32]`. Throws `pixels-missing`. */
export function rowsOf(cache: PixelCache, hashes: Uint8Array): Int32Array {
  const rows = new Int32Array(hashes.length / 32);
  for (let i = 0; i < rows.length; i++) {
    const hash = Buffer.from(hashes.buffer, hashes.byteOffset + i * 32, 32).toString('hex');
    rows[i] = cache.rowOf(hash);
    if (rows[i] < 0)
      throw studioError('pixels-missing', {
        what: { en: `image ${hash.slice(0, 12)}`, ko: `이미지 ${hash.slice(0, 12)}` },
        size: String(cache.size),
      });
  }
  return rows;
}
