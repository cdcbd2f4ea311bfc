import { readSync } from 'node:fs';
import { join } from 'node:path';
import { studioError } from '../../core/errors';
import type { Fit } from '../../core/vocabulary/images';

/**
 * The key of a pixel cache in a folder: there is one cache for each side and each way to make a picture square.
 */
export interface CacheKey {
  /** Pixels a side. */
  readonly side: number;
  readonly fit: Fit;
}

/** The file name of a cache without an extension. */
export function cacheName({ side, fit }: CacheKey): string {
  return fit === 'cover' ? String(side) : `${side}-${fit}`;
}

/** The file that holds the rows of a pixel cache. */
export function pixelsFile(folder: string, key: CacheKey): string {
  return join(folder, `${cacheName(key)}.pixels`);
}

/**
 * Reads rows of `rowBytes` from an open pixel file into `out`, adjacent ones in one read. It uses the
 * system's page cache, which all processes share: a 28x28 row takes about 2 µs, far less than its
 * augmentation.
 */
export function readRows(handle: number, rowBytes: number, rows: ArrayLike<number>, out: Uint8Array): void {
  for (let i = 0; i < rows.length; ) {
    let run = 1;
    while (i + run < rows.length && rows[i + run] === rows[i] + run) run++;
    const bytes = run * rowBytes;
    for (let done = 0; done < bytes; ) {
      const got = readSync(handle, out, i * rowBytes + done, bytes - done, rows[i] * rowBytes + done);
      if (got === 0) throw studioError('pixels-cut', { row: String(rows[i] + run - 1) });
      done += got;
    }
    i += run;
  }
}
