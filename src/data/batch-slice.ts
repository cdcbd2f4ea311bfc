import { closeSync, openSync } from 'node:fs';
import type { InputNoise } from '../core/recipe';
import { augmentImage } from './augment';
import { pixelsFile, readRows } from './pixel-rows';

export interface SliceSource {
  readonly cacheFolder: string;
  readonly imageSize: number;
  /** None hands the pixels on as they are. */
  readonly noise: InputNoise | null;
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

  /** Fills `out`, `[rows, size, size, 3]`; `seeds` has one noise seed a row. */
  make(rows: Int32Array, seeds: Uint32Array, out: Uint8Array): void {
    const { noise, imageSize } = this.source;
    if (noise === null) {
      readRows(this.handle, this.rowBytes, rows, out);
      return;
    }
    const bytes = rows.length * this.rowBytes;
    if (this.clean.length < bytes) this.clean = new Uint8Array(bytes);
    readRows(this.handle, this.rowBytes, rows, this.clean);
    for (let i = 0; i < rows.length; i++) {
      const [from, to] = [i * this.rowBytes, (i + 1) * this.rowBytes];
      augmentImage(this.clean.subarray(from, to), out.subarray(from, to), imageSize, noise, seeds[i]);
    }
  }

  close(): void {
    closeSync(this.handle);
  }
}
