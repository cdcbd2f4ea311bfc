import { closeSync, openSync } from 'node:fs';
import type { PairMix } from '../../core/noise/mix';
import type { InputNoise } from '../../core/recipe';
import { augmentImage, cleanImage } from '../augment';
import { mixPair } from '../augment/mix-pair';
import { type CacheKey, pixelsFile, readRows } from '../cache/pixel-rows';

export interface SliceSource {
  readonly cacheFolder: string;
  /** The cache to read from; by default the one with images of `imageSize`. */
  readonly pixels?: CacheKey;
  readonly imageSize: number;
  /** The noise of each view of an image; null leaves it clean. */
  readonly noises: readonly (InputNoise | null)[];
}

/** Rows of a batch, as `BatchPlan` has them. */
export interface Slice {
  readonly rows: Int32Array;
  readonly seeds: Uint32Array;
  readonly views?: Uint8Array;
  /** Pairs of images to mix, by their indices in the slice. */
  readonly mixes?: readonly PairMix[];
}

/** The most bytes read at once, but at least one row. */
const mostRead = 8 * 2 ** 20;

/** Makes parts of batches: cached rows with noise. Threads and inline use share this code. */
export class SliceMaker {
  readonly #handle: number;
  /** The bytes of an image in the batch. */
  readonly rowBytes: number;
  readonly #storedBytes: number;
  #stored = new Uint8Array(0);

  constructor(private readonly source: SliceSource) {
    const { cacheFolder, imageSize, pixels = { side: imageSize, fit: 'cover' } } = source;
    this.rowBytes = imageSize * imageSize * 3;
    this.#storedBytes = pixels.side * pixels.side * 3;
    this.#handle = openSync(pixelsFile(cacheFolder, pixels), 'r');
  }

  /** Fills `out`, `[rows, size, size, 3]`. */
  make(slice: Slice, out: Uint8Array): void {
    this.#makeRows(slice, out);
    for (const mix of slice.mixes ?? []) mixPair(out, this.source.imageSize, mix);
  }

  #makeRows(slice: Slice, out: Uint8Array): void {
    const { rows } = slice;
    if (this.#storedBytes === this.rowBytes && this.source.noises.every((noise) => noise === null)) {
      readRows(this.#handle, this.rowBytes, rows, out.subarray(0, rows.length * this.rowBytes));
      return;
    }
    const most = Math.max(1, Math.floor(mostRead / this.#storedBytes));
    for (let from = 0; from < rows.length; from += most) this.#makePiece(slice, from, most, out);
  }

  #makePiece({ rows, seeds, views }: Slice, first: number, most: number, out: Uint8Array): void {
    const { noises, imageSize } = this.source;
    const piece = rows.subarray(first, first + most);
    const bytes = piece.length * this.#storedBytes;
    if (this.#stored.length < bytes) this.#stored = new Uint8Array(bytes);
    readRows(this.#handle, this.#storedBytes, piece, this.#stored);
    for (let i = 0; i < piece.length; i++) {
      const at = first + i;
      const noise = noises[views?.[at] ?? 0];
      const image = this.#stored.subarray(i * this.#storedBytes, (i + 1) * this.#storedBytes);
      const place = out.subarray(at * this.rowBytes, (at + 1) * this.rowBytes);
      if (noise === null) cleanImage(image, place, imageSize);
      else augmentImage(image, place, imageSize, noise, seeds[at]);
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}
