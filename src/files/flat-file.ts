import { type FileHandle, open } from 'node:fs/promises';
import { decodeFloat16 } from '../core/numbers/float16';

/** Reads rows of a raw file `[rows, width]` of float16 or float32 numbers, without reading the rest. */
export class FlatFile {
  private constructor(
    private readonly handle: FileHandle,
    readonly rows: number,
    readonly width: number,
    private readonly bytesEach: 2 | 4,
  ) {}

  /** Null where there is no such file, or where it does not hold `rows` rows. */
  static async open(file: string, rows: number, bytesEach: 2 | 4): Promise<FlatFile | null> {
    const handle = await open(file, 'r').catch(() => null);
    if (!handle) return null;
    const { size } = await handle.stat();
    const width = size / bytesEach / rows;
    if (rows > 0 && width > 0 && Number.isInteger(width)) return new FlatFile(handle, rows, width, bytesEach);
    await handle.close();
    return null;
  }

  /** Numbers of `count` rows from `first` on, `[count, width]`. */
  async read(first: number, count: number): Promise<Float32Array> {
    const buffer = await this.#bytes(first, count);
    return this.bytesEach === 4 ? new Float32Array(buffer) : decodeFloat16(new Uint16Array(buffer));
  }

  /** The same, undecoded, of a file of float16. */
  async readBits(first: number, count: number): Promise<Uint16Array> {
    return new Uint16Array(await this.#bytes(first, count));
  }

  async #bytes(first: number, count: number): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(count * this.width * this.bytesEach);
    const { bytesRead } = await this.handle.read(bytes, 0, bytes.length, first * this.width * this.bytesEach);
    if (bytesRead < bytes.length) throw new Error(`A file ends at ${bytesRead} of ${bytes.length} bytes.`);
    return bytes.buffer;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** Opens a file for one piece of work; null where there is none. */
export async function withFlatFile<T>(
  file: string,
  rows: number,
  bytesEach: 2 | 4,
  work: (file: FlatFile) => Promise<T>,
): Promise<T | null> {
  const flat = await FlatFile.open(file, rows, bytesEach);
  if (!flat) return null;
  try {
    return await work(flat);
  } finally {
    await flat.close();
  }
}
