import { appendFile, type FileHandle, mkdir, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lookWidth } from '../../core/likeness';
import { HashIndex } from './hash-index';

const hashBytes = 32;
/** Records read at a time: about 2 ms of work. */
const recordsAtOnce = 8192;

/**
 * Looks of images, or `width` other bytes for each, by the sha-256 of their files. They are held in memory and in one flat file that only
 * grows: a record is 32 bytes of hash and 64 of look, so that a million images take 96 MB on disk and about 110 MB in memory. The file may
 * be deleted while nobody has it open.
 */
export class LookCache {
  #index: HashIndex;
  #looks: Int8Array;
  #written: number;

  private constructor(
    private readonly path: string,
    private readonly width: number,
    records: number,
  ) {
    this.#index = new HashIndex(Math.max(1024, records));
    this.#looks = new Int8Array(Math.max(1024, records) * width);
    this.#written = records;
  }

  /** Opens a file, or creates it. A record that was cut off by a crash is dropped. */
  static async open(path: string, width = lookWidth): Promise<LookCache> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    try {
      const records = Math.floor((await file.stat()).size / (hashBytes + width));
      await file.truncate(records * (hashBytes + width));
      const cache = new LookCache(path, width, records);
      await cache.#read(file, records);
      return cache;
    } finally {
      await file.close();
    }
  }

  get #recordBytes(): number {
    return hashBytes + this.width;
  }

  get count(): number {
    return this.#index.count;
  }

  /** All looks at present, `[count, width]`; looks that are added later are not in this array. */
  get looks(): Int8Array {
    return this.#looks.subarray(0, this.count * this.width);
  }

  /** The row of an image's look; -1 if there is none. */
  rowOf(contentHash: Uint8Array): number {
    return this.#index.rowOf(contentHash);
  }

  /** Adds a look that is not in the cache yet; it is written to the file by the next `flush`. */
  add(contentHash: Uint8Array, look: Int8Array): void {
    if ((this.count + 1) * this.width > this.#looks.length) {
      const more = new Int8Array(Math.ceil(this.count * 1.25) * this.width);
      more.set(this.#looks);
      this.#looks = more;
    }
    this.#looks.set(look, this.count * this.width);
    this.#index.add(contentHash);
  }

  async flush(): Promise<void> {
    const [first, end] = [this.#written, this.count];
    if (first === end) return;
    this.#written = end;
    const hashes = this.#index.from(first);
    const bytes = new Uint8Array((end - first) * this.#recordBytes);
    for (let i = 0; i < end - first; i++) {
      bytes.set(hashes.subarray(i * hashBytes, (i + 1) * hashBytes), i * this.#recordBytes);
      const look = this.#looks.subarray((first + i) * this.width, (first + i + 1) * this.width);
      bytes.set(new Uint8Array(look.buffer, look.byteOffset, this.width), i * this.#recordBytes + hashBytes);
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
    const bytes = new Uint8Array(Math.min(records, recordsAtOnce) * this.#recordBytes);
    for (let from = 0; from < records; from += recordsAtOnce) {
      const wanted = Math.min(recordsAtOnce, records - from) * this.#recordBytes;
      for (let at = 0; at < wanted; ) {
        const { bytesRead } = await file.read(bytes, at, wanted - at, from * this.#recordBytes + at);
        if (bytesRead === 0) return;
        at += bytesRead;
      }
      for (let at = 0; at < wanted; at += this.#recordBytes) {
        const row = this.#index.add(bytes.subarray(at, at + hashBytes));
        const look = new Int8Array(bytes.buffer, at + hashBytes, this.width);
        this.#looks.set(look, row * this.width);
      }
    }
  }
}
