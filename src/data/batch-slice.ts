import { closeSync, openSync } from 'node:fs';
import type { InputNoise } from '../core/recipe';
import { augmentImage } from './augment';
import { pixelsFile, readRows } from './pixel-rows';

export interface SliceSource {
  readonly cacheFolder: string;
  readonly imageSize: number;
  /** What makes each view of an image; null hands the pixels on as they are. */
  readonly noises: readonly (InputNoise | null)[];
}

/** Rows of a batch, as `BatchPlan` has them. */
export interface Slice {
  readonly rows: Int32Array;
  readonly seeds: Uint32Array;
  readonly views?: Uint8Array;
}

/** Makes pieces of batches: rows of the cache with noise on them. The one code that both threads and inline use. */
export class SliceMaker {
  private readonly handle: number;
  readonly rowBytes: number;
  private clean = new Uint8Array(0);

  constructor(private readonly source: SliceSource) {
    this.rowBytes = source.imageSize * source.imageSize * 3;
    this.handle = openSync(pixelsFile(source.cacheFolder, source.imageSize), 'r');
  }

  /** Fills `out`, `[rows, size, size, 3]`. */
  make({ rows, seeds, views }: Slice, out: Uint8Array): void {
    const { noises, imageSize } = this.source;
    const bytes = rows.length * this.rowBytes;
    if (noises.every((noise) => noise === null)) {
      readRows(this.handle, this.rowBytes, rows, out.subarray(0, bytes));
      return;
    }
    if (this.clean.length < bytes) this.clean = new Uint8Array(bytes);
    readRows(this.handle, this.rowBytes, rows, this.clean);
    for (let i = 0; i < rows.length; i++) {
      const noise = noises[views?.[i] ?? 0];
      const [from, to] = [i * this.rowBytes, (i + 1) * this.rowBytes];
      const [clean, image] = [this.clean.subarray(from, to), out.subarray(from, to)];
      if (noise === null) image.set(clean);
      else augmentImage(clean, image, imageSize, noise, seeds[i]);
    }
  }

  close(): void {
    closeSync(this.handle);
  }
}
