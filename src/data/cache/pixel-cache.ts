import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { StudioError, studioError } from '../../core/errors';
import type { Fit } from '../../core/vocabulary/images';
import { refusedWrite, writeFully } from '../../files/durable/durable';
import { WriteLock } from '../../files/locks/write-lock';
import { HashIndex } from './hash-index';
import { type CacheKey, cacheName, pixelsFile, readRows } from './pixel-rows';

const headerBytes = 32;
/**
 * Version of the decoding: 2 since pictures of more than 8 bits are converted by their levels, 3 since JPEGs
 * are downscaled less while decoding, 4 since TIFFs of more channels than colours show their first ones.
 */
const version = 4;

/**
 * Images decoded once: uint8 RGB rows `[size, size, 3]` one after the other in `<size>.pixels` (`<size>-<fit>.pixels` if they are not
 * cropped to a square), and in `<size>.index` a header and the 32-byte content hash of each row. Both files only grow. A row is valid once
 * its hash is in the index, which is written after the pixels are on disk, so a crash leaves at worst a tail that the next writer cuts off.
 *
 * Many processes may read and one may write: the first `append` takes a lock, which is released when the process dies.
 */
export class PixelCache {
  readonly #rowBytes: number;
  readonly #index = new HashIndex();
  readonly #folder: string;
  #pixels: number | null = null;
  /** Set once this process writes. */
  #writer: { index: number; lock: WriteLock } | null = null;
  #indexed = 0;

  private constructor(
    folder: string,
    readonly size: number,
    readonly fit: Fit,
  ) {
    this.#folder = folder;
    this.#rowBytes = size * size * 3;
    this.#load();
  }

  /**
   * Opens the cache in `folder` for images of `size x size`; a folder without one is an empty cache. Throws
   * `cache-format` for files of another version.
   */
  static open(folder: string, size: number, fit: Fit = 'cover'): PixelCache {
    if (!Number.isInteger(size) || size < 1)
      throw new StudioError(
        'bad-image-size',
        `An image size of ${size} pixels cannot be; use a whole number from 1.`,
      );
    return new PixelCache(folder, size, fit);
  }

  /** The number of rows, including those not yet flushed. */
  get count(): number {
    return this.#index.count;
  }

  /** The row of a content hash (64 hex digits), -1 if it is not in the cache. */
  rowOf(contentHash: string): number {
    return this.#index.rowOf(hashBytes(contentHash));
  }

  /** Adds pixels `[size, size, 3]` and returns their row; a known hash keeps its row. */
  append(contentHash: string, pixels: Uint8Array): number {
    const hash = hashBytes(contentHash);
    if (pixels.length !== this.#rowBytes)
      throw new StudioError(
        'bad-pixels',
        `An image of the ${this.size} pixel cache has ${this.#rowBytes} bytes, not ${pixels.length}.`,
      );
    const known = this.#index.rowOf(hash);
    if (known >= 0) return known;
    this.#becomeWriter();
    const again = this.#index.rowOf(hash);
    if (again >= 0) return again;
    this.#write(this.#pixels as number, pixels, this.count * this.#rowBytes);
    return this.#index.add(hash);
  }

  /** Makes every appended row durable. */
  flush(): void {
    if (this.#writer === null || this.#indexed === this.count) return;
    try {
      fdatasyncSync(this.#pixels as number);
      this.#write(this.#writer.index, this.#index.from(this.#indexed), headerBytes + this.#indexed * 32);
      fdatasyncSync(this.#writer.index);
    } catch (error) {
      throw refusedWrite(error, this.#folder);
    }
    this.#indexed = this.count;
  }

  /** The pixels of `rows` in that order, `[rows, size, size, 3]`, written into `out` if it is given. Throws `pixels-missing`. */
  read(rows: ArrayLike<number>, out = new Uint8Array(rows.length * this.#rowBytes)): Uint8Array {
    for (let i = 0; i < rows.length; i++) {
      if (rows[i] >= 0 && rows[i] < this.count) continue;
      throw studioError('pixels-missing', {
        what: { en: `row ${rows[i]}`, ko: `${rows[i]}번 행` },
        size: String(this.size),
      });
    }
    if (rows.length > 0) readRows(this.#pixels as number, this.#rowBytes, rows, out);
    return out;
  }

  /** Flushes and closes; the cache cannot be used afterwards. */
  close(): void {
    try {
      this.flush();
    } finally {
      this.#release();
    }
  }

  #release(): void {
    if (this.#pixels !== null) closeSync(this.#pixels);
    if (this.#writer !== null) {
      closeSync(this.#writer.index);
      this.#writer.lock.release();
    }
    this.#pixels = null;
    this.#writer = null;
  }

  /** Throws `disk-full` and similar errors with the cache's folder, because an open file has no name. */
  #write(handle: number, bytes: Uint8Array, position: number): void {
    try {
      writeFully(handle, bytes, position);
    } catch (error) {
      throw refusedWrite(error, this.#folder);
    }
  }

  get #key(): CacheKey {
    return { side: this.size, fit: this.fit };
  }

  get #indexFile(): string {
    return join(this.#folder, `${cacheName(this.#key)}.index`);
  }

  /** Reads new rows of the index, as far as their pixels are complete. */
  #load(): void {
    const data = pixelsFile(this.#folder, this.#key);
    if (!existsSync(this.#indexFile) || !existsSync(data)) return;
    this.#pixels ??= openSync(data, 'r');
    const stored = readIndex(this.#indexFile, this.size);
    const rows = Math.min(stored.length / 32, Math.floor(fstatSync(this.#pixels).size / this.#rowBytes));
    if (rows > this.count) this.#index.addAll(stored.subarray(this.count * 32, rows * 32));
    this.#indexed = this.count;
  }

  /**
   * Takes the lock, loads rows that others added since, and truncates an incomplete last row after a crash.
   */
  #becomeWriter(): void {
    if (this.#writer !== null) return;
    mkdirSync(this.#folder, { recursive: true });
    const lock = WriteLock.take(join(this.#folder, `${cacheName(this.#key)}.lock`));
    try {
      this.#load();
      if (this.#pixels !== null) closeSync(this.#pixels);
      this.#pixels = openSync(
        pixelsFile(this.#folder, this.#key),
        existsSync(pixelsFile(this.#folder, this.#key)) ? 'r+' : 'w+',
      );
      const index = openSync(this.#indexFile, existsSync(this.#indexFile) ? 'r+' : 'w+');
      this.#writer = { index, lock };
      ftruncateSync(this.#pixels, this.count * this.#rowBytes);
      if (this.count === 0) this.#write(index, header(this.size), 0);
      ftruncateSync(index, headerBytes + this.count * 32);
    } catch (error) {
      if (this.#writer === null) lock.release();
      throw error;
    }
  }
}

function header(size: number, of = version): Uint8Array {
  return Buffer.from(`noisy-studio pixels ${of} ${size}`.padEnd(headerBytes - 1).concat('\n'), 'latin1');
}

/** Hashes of an index file, `[rows, 32]`, without an incomplete or zeroed tail. */
function readIndex(file: string, size: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(fstatSync(handle).size);
    for (let at = 0; at < bytes.length; ) {
      const got = readSync(handle, bytes, at, bytes.length - at, at);
      if (got === 0) break;
      at += got;
    }
    if (bytes.length < headerBytes) return new Uint8Array();
    const isOf = (of: number) => bytes.subarray(0, headerBytes).equals(header(size, of));
    // A cache of an older version: pictures were decoded differently then, so all are decoded again.
    for (let older = 1; older < version; older++) if (isOf(older)) return new Uint8Array();
    if (!isOf(version)) throw studioError('cache-format', { file });
    let end = headerBytes + Math.floor((bytes.length - headerBytes) / 32) * 32;
    while (end > headerBytes && bytes.subarray(end - 32, end).every((byte) => byte === 0)) end -= 32;
    return bytes.subarray(headerBytes, end);
  } finally {
    closeSync(handle);
  }
}

function hashBytes(contentHash: string): Uint8Array {
  const bytes = Buffer.from(contentHash, 'hex');
  if (bytes.length !== 32 || contentHash.length !== 64)
    throw new StudioError('bad-hash', `"${contentHash}" is not a sha-256 in 64 hex digits.`);
  return bytes;
}
