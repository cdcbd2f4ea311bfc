import { closeSync, openSync } from 'node:fs';
import { type Cell, corruptImage } from '../../core/corruptions/corrupt';
import { type CacheKey, pixelsFile, readRows } from '../cache/pixel-rows';
import { corruptionTools } from './corruption-tools';

/** Where clean images are. */
export interface CleanImages {
  readonly cacheFolder: string;
  readonly pixels: CacheKey;
}

/** Images under one corruption; null leaves them clean. */
export interface CorruptionSlice {
  readonly cell: Cell | null;
  /** Rows of the pixel cache, `[images]`. */
  readonly rows: Int32Array;
  /** Content hashes of the images, `[images, 32]`, which seed the random numbers. */
  readonly hashes: Uint8Array;
}

/** Makes parts of corrupted batches, one cached image at a time. Threads and inline use share this code. */
export class CorruptionMaker {
  readonly #handle: number;
  readonly #size: number;
  /** Bytes of an image. */
  readonly rowBytes: number;

  constructor({ cacheFolder, pixels }: CleanImages) {
    this.#size = pixels.side;
    this.rowBytes = pixels.side ** 2 * 3;
    this.#handle = openSync(pixelsFile(cacheFolder, pixels), 'r');
  }

  /** Fills `out`, `[images, size, size, 3]`. */
  async make({ cell, rows, hashes }: CorruptionSlice, out: Uint8Array): Promise<void> {
    for (let i = 0; i < rows.length; i++) {
      const place = out.subarray(i * this.rowBytes, (i + 1) * this.rowBytes);
      readRows(this.#handle, this.rowBytes, rows.subarray(i, i + 1), place);
      if (cell === null) continue;
      // Native code that runs in parallel must not use shared memory, so the image is copied.
      const hash = hashes.subarray(32 * i, 32 * i + 32);
      place.set(await corruptImage(place.slice(), this.#size, cell, hash, corruptionTools));
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}
