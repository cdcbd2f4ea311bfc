import { closeSync, openSync } from 'node:fs';
import { type Change, changed, framesOf } from '../../core/perturbations/change';
import { type CacheKey, pixelsFile, readRows } from '../cache/pixel-rows';
import { corruptionTools } from './corruption-tools';

/** The location of the clean images. */
export interface CleanImages {
  readonly cacheFolder: string;
  readonly pixels: CacheKey;
}

/** Images under one change. */
export interface CorruptionSlice {
  readonly change: Change;
  /** Rows of the pixel cache, `[images]`. */
  readonly rows: Int32Array;
  /** Content hashes of the images, `[images, 32]`, which seed the random numbers. */
  readonly hashes: Uint8Array;
}

/** The bytes of a finished slice: each image becomes as many frames as the change makes. */
export const bytesOf = (
  { change, rows }: Pick<CorruptionSlice, 'change' | 'rows'>,
  { pixels: { side } }: Pick<CleanImages, 'pixels'>,
): number => rows.length * framesOf(change, side) * side ** 2 * 3;

/** Makes parts of corrupted batches, one cached image at a time. Threads and inline use share this code. */
export class CorruptionMaker {
  readonly #handle: number;
  readonly #size: number;
  /** Bytes of an image. */
  readonly #rowBytes: number;

  constructor({ cacheFolder, pixels }: CleanImages) {
    this.#size = pixels.side;
    this.#rowBytes = pixels.side ** 2 * 3;
    this.#handle = openSync(pixelsFile(cacheFolder, pixels), 'r');
  }

  /** Fills `out`, `[images, frames, size, size, 3]`. */
  async make({ change, rows, hashes }: CorruptionSlice, out: Uint8Array): Promise<void> {
    // Native code that runs in parallel must not use shared memory, so each image is read into memory of its
    // own.
    const clean = new Uint8Array(this.#rowBytes);
    let to = 0;
    for (let i = 0; i < rows.length; i++) {
      readRows(this.#handle, this.#rowBytes, rows.subarray(i, i + 1), clean);
      const hash = hashes.subarray(32 * i, 32 * i + 32);
      for await (const frame of changed(clean, this.#size, change, hash, corruptionTools)) {
        out.set(frame, to);
        to += frame.length;
      }
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}
