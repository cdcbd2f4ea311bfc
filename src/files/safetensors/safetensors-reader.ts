import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { rangesOf } from '../durable/durable';
import { unreadable, unreadableBy } from '../reading/unreadable';
import {
  dataTypes,
  decodeHeader,
  type Header,
  type Metadata,
  type TensorData,
  type TensorPlace,
  textLength,
} from './safetensors-header';

const readLater = promisify(fs.read);

/**
 * A safetensors file that is read by tensor or by rows of a tensor; the rest stays on the disk. Throws
 * `Unreadable` for a file that is missing, truncated, damaged or of another format. Call `close()` when done.
 */
export class SafetensorsReader {
  private constructor(
    readonly file: string,
    private readonly handle: number,
    private readonly header: Header,
    /** File size in bytes. */
    readonly length: number,
    /** sha256 of the header, which changes with every byte of a file that has checksums. */
    readonly hash: string,
  ) {}

  static open(file: string): SafetensorsReader {
    const handle = orUnreadable(() => fs.openSync(file, 'r'));
    try {
      const { size } = fs.fstatSync(handle);
      const first = readFully(handle, Buffer.alloc(Math.min(8, size)), 0);
      const text = readFully(handle, Buffer.alloc(textLength(first, size)), 8);
      const hash = createHash('sha256').update(first).update(text).digest('hex');
      return new SafetensorsReader(file, handle, decodeHeader(text, size), size, hash);
    } catch (error) {
      fs.closeSync(handle);
      throw error;
    }
  }

  /** Opens a file for a synchronous function. */
  static with<T>(file: string, work: (reader: SafetensorsReader) => T): T {
    const reader = SafetensorsReader.open(file);
    try {
      return work(reader);
    } finally {
      reader.close();
    }
  }

  /** Reads every byte of a file and verifies its checksums. Throws `Unreadable` for a damaged file. */
  static prove(file: string): void {
    SafetensorsReader.with(file, (reader) => {
      for (const name of reader.tensors.keys()) reader.prove(name);
    });
  }

  get tensors(): ReadonlyMap<string, TensorPlace> {
    return this.header.tensors;
  }

  get metadata(): Metadata {
    return this.header.metadata;
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  /** The crc32 of a tensor's bytes that its writer stored; undefined for a file of another program. */
  sumOf(name: string): number | undefined {
    return this.header.sums.get(name);
  }

  /** All values of a tensor, after checking its checksum. */
  read(name: string): TensorData {
    const place = this.place(name);
    const bytes = readFully(this.handle, new Uint8Array(place.bytes), this.header.length + place.from);
    let sum = 0;
    for (const range of rangesOf(bytes)) sum = crc32(range, sum);
    this.#compare(name, sum);
    return new dataTypes[place.type](bytes.buffer);
  }

  /** The values of `count` rows of a tensor, from row `first` on. Rows are the first axis. */
  readRows(name: string, first: number, count: number): TensorData {
    const { bytes, position, type } = this.#rows(name, first, count);
    return new dataTypes[type](readFully(this.handle, bytes, position).buffer);
  }

  /** `readRows`, asynchronously, for a process that answers requests. */
  async readRowsLater(name: string, first: number, count: number): Promise<TensorData> {
    const { bytes, position, type } = this.#rows(name, first, count);
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(bytes.length - at, mostBytesAtOnce);
      const { bytesRead } = await readLater(this.handle, bytes, at, length, position + at);
      if (bytesRead === 0) throw unreadable('cut-short', {});
      at += bytesRead;
    }
    return new dataTypes[type](bytes.buffer);
  }

  /** The bytes of a tensor in pieces of `size`, unchecked; empty for a missing tensor. */
  *pieces(name: string, size: number): Generator<Buffer> {
    const place = this.tensors.get(name);
    if (!place) return;
    const start = this.header.length + place.from;
    for (let at = 0; at < place.bytes; at += size)
      yield readFully(this.handle, Buffer.alloc(Math.min(size, place.bytes - at)), start + at);
  }

  /** Compares a tensor with its checksum, reading a range at a time. */
  prove(name: string): void {
    const { from, bytes } = this.place(name);
    const buffer = Buffer.alloc(Math.min(bytes, mostBytesAtOnce));
    let sum = 0;
    for (let at = 0; at < bytes; at += buffer.length) {
      const part = buffer.subarray(0, Math.min(buffer.length, bytes - at));
      sum = crc32(readFully(this.handle, part, this.header.length + from + at), sum);
    }
    this.#compare(name, sum);
  }

  place(name: string): TensorPlace {
    const place = this.tensors.get(name);
    if (!place) throw unreadable('no-tensor', { name });
    return place;
  }

  close(): void {
    fs.closeSync(this.handle);
  }

  #rows(name: string, first: number, count: number) {
    const { shape, from, bytes: all, type } = this.place(name);
    if (!(first >= 0 && count >= 0 && first + count <= shape[0]))
      throw unreadable('no-rows', { name, rows: shape[0], first, last: first + count });
    const rowBytes = shape[0] > 0 ? all / shape[0] : 0;
    const bytes = new Uint8Array(count * rowBytes);
    return { bytes, position: this.header.length + from + first * rowBytes, type };
  }

  #compare(name: string, sum: number): void {
    const written = this.header.sums.get(name);
    if (written !== undefined && written !== sum) throw unreadable('checksum', { name });
  }
}

/** The most bytes in one read, which every system accepts. */
const mostBytesAtOnce = 16 * 2 ** 20;

/** Fills a buffer of any size from a place in a file. */
function readFully<T extends Uint8Array>(handle: number, bytes: T, position: number): T {
  for (let at = 0; at < bytes.length; ) {
    const length = Math.min(bytes.length - at, mostBytesAtOnce);
    const got = orUnreadable(() => fs.readSync(handle, bytes, at, length, position + at));
    if (got === 0) throw unreadable('cut-short', {});
    at += got;
  }
  return bytes;
}

function orUnreadable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unreadableBy(error);
  }
}
