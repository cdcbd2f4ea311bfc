import { appendFile, type FileHandle, mkdir, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lookWidth } from '../../core/likeness';
import { HashIndex } from './hash-index';

const hashBytes = 32;
const recordBytes = hashBytes + lookWidth;
/** Records read at a time: about 2 ms of work. */
const recordsAtOnce = 8192;

/**
 * Looks of images by the sha-256 of their files, in memory and in one flat file that only grows: a record is 32 bytes of hash and 64 of
 * look, so that a million images take 96 MB on disk and about 110 MB in memory. The file may be deleted while nobody has it open.
 */
export class LookCache {
  #index: HashIndex;
  #looks: Int8Array;
  #written: number;

  private constructor(
    private readonly path: string,
    records: number,
  ) {
    this.#index = new HashIndex(Math.max(1024, records));
    this.#looks = new Int8Array(Math.max(1024, records) * lookWidth);
    this.#written = records;
  }

  /** Opens a file, or makes it. A record that a crash cut is dropped. */
  static async open(path: string): Promise<LookCache> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    try {
      const records = Math.floor((await file.stat()).size / recordBytes);
      await file.truncate(records * recordBytes);
      const cache = new LookCache(path, records);
      await cache.#read(file, records);
      return cache;
    } finally {
      await file.close();
    }
  }

  get count(): number {
    return this.#index.count;
  }

  /** All looks, `[count, 64]`, as they are now: those that come later are in another array. */
  get looks(): Int8Array {
    return this.#looks.subarray(0, this.count * lookWidth);
  }

  /** The row of an image's look; -1 where there is none. */
  rowOf(contentHash: Uint8Array): number {
    return this.#index.rowOf(contentHash);
  }

  /** Adds a look that is not there yet, to the file only at the next `flush`. */
  add(contentHash: Uint8Array, look: Int8Array): void {
    if ((this.count + 1) * lookWidth > this.#looks.length) {
      const more = new Int8Array(Math.ceil(this.count * 1.25) * lookWidth);
      more.set(this.#looks);
      this.#looks = more;
    }
    this.#looks.set(look, this.count * lookWidth);
    this.#index.add(contentHash);
  }

  async flush(): Promise<void> {
    const [first, end] = [this.#written, this.count];
    if (first === end) return;
    this.#written = end;
    const hashes = this.#index.from(first);
    const bytes = new Uint8Array((end - first) * recordBytes);
    for (let i = 0; i < end - first; i++) {
      bytes.set(hashes.subarray(i * hashBytes, (i + 1) * hashBytes), i * recordBytes);
      const look = this.#looks.subarray((first + i) * lookWidth, (first + i + 1) * lookWidth);
      bytes.set(new Uint8Array(look.buffer, look.byteOffset, lookWidth), i * recordBytes + hashBytes);
    }
    await appendFile(this.path, bytes);
  }

  /** Forgets every look, on disk too. */
  async clear(): Promise<void> {
    this.#index = new HashIndex();
    this.#written = 0;
    await truncate(this.path);
  }

  async #read(file: FileHandle, records: number): Promise<void> {
    const bytes = new Uint8Array(Math.min(records, recordsAtOnce) * recordBytes);
    for (let from = 0; from < records; from += recordsAtOnce) {
      const wanted = Math.min(recordsAtOnce, records - from) * recordBytes;
      for (let at = 0; at < wanted; ) {
        const { bytesRead } = await file.read(bytes, at, wanted - at, from * recordBytes + at);
        if (bytesRead === 0) return;
        at += bytesRead;
      }
      for (let at = 0; at < wanted; at += recordBytes) {
        const row = this.#index.add(bytes.subarray(at, at + hashBytes));
        const look = new Int8Array(bytes.buffer, at + hashBytes, lookWidth);
        this.#looks.set(look, row * lookWidth);
      }
    }
  }
}
