import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The bytes are not a protocol buffer, or end too early. */
export class BrokenMessage extends Error {}

/**
 * One field of a message: its value if it is an integer, else NaN; and the position of its bytes in the file.
 */
export interface Field {
  readonly field: number;
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/**
 * A file that is one protocol buffer, read on demand: large tensors of a 2 GB model are skipped, and only a
 * part of the file is in memory. Call `close()` when done.
 */
export class MessageReader {
  readonly size: number;
  readonly #handle: number;
  readonly #piece = new Uint8Array(65_536);
  #start = 0;
  #end = 0;

  constructor(file: string) {
    this.#handle = openSync(file, 'r');
    this.size = fstatSync(this.#handle).size;
  }

  /** The fields of the message between two positions. Throws `BrokenMessage`. */
  *fields(from = 0, to = this.size): Generator<Field> {
    for (let at = from; at < to; ) {
      const [tag, afterTag] = this.#varint(at, to);
      const field = Math.floor(tag / 8);
      if (field === 0) throw new BrokenMessage('a field has the number 0');
      const [value, begin, end] = this.#value(tag % 8, afterTag, to);
      if (end > to) throw new BrokenMessage(`a part of it ends at byte ${end}, and it has ${to}`);
      yield { field, value, from: begin, to: end };
      at = end;
    }
  }

  /** The bytes of a short field. */
  bytes({ from, to }: Pick<Field, 'from' | 'to'>): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(to - from);
    for (let at = 0; at < bytes.length; ) {
      const got = readSync(this.#handle, bytes, at, bytes.length - at, from + at);
      if (got === 0) throw new BrokenMessage('it ends too soon');
      at += got;
    }
    return bytes;
  }

  text(field: Field): string {
    return Buffer.from(this.bytes(field)).toString('utf8');
  }

  /** Integers of a repeated field, packed or not. */
  numbers({ value, from, to }: Field): number[] {
    if (!Number.isNaN(value)) return [value];
    const numbers: number[] = [];
    for (let at = from; at < to; ) {
      const [number, next] = this.#varint(at, to);
      numbers.push(number);
      at = next;
    }
    return numbers;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #value(wire: number, at: number, to: number): [value: number, from: number, to: number] {
    if (wire === 0) {
      const [value, next] = this.#varint(at, to);
      return [value, next, next];
    }
    if (wire === 2) {
      const [length, next] = this.#varint(at, to);
      return [noNumber, next, next + length];
    }
    if (wire === 1) return [noNumber, at, at + 8];
    if (wire === 5) return [noNumber, at, at + 4];
    throw new BrokenMessage(`a field has the wire type ${wire}`);
  }

  /** An integer and the position after it. Beyond 2^53 it is not exact, but no size or type is that large. */
  #varint(at: number, to: number): [value: number, next: number] {
    let [value, scale] = [0, 1];
    for (let place = at; place < Math.min(to, at + 10); place++) {
      const byte = this.#byte(place);
      value += (byte & 127) * scale;
      if (byte < 128) return [value >= 2 ** 63 ? value - 2 ** 64 : value, place + 1];
      scale *= 128;
    }
    throw new BrokenMessage('a number does not end');
  }

  #byte(at: number): number {
    if (at < this.#start || at >= this.#end) {
      this.#start = at;
      this.#end = at + readSync(this.#handle, this.#piece, 0, this.#piece.length, at);
      if (this.#end === at) throw new BrokenMessage('it ends too soon');
    }
    return this.#piece[at - this.#start];
  }
}

/** The value of a field that holds bytes instead of an integer. */
const noNumber = Number.NaN;
