import { closeSync, openSync, readSync } from 'node:fs';

/** What stands at the head of a safetensors file: where each tensor lies, and the metadata. */
export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<
    string,
    { readonly shape: readonly number[]; readonly begin: number; readonly end: number }
  >;
}

/** One file, read by the tensor: the others, which may be gigabytes, are not touched. */
export class SafetensorsPart {
  readonly header: SafetensorsHeader;
  readonly #file: number;
  readonly #dataAt: number;

  /** Throws where the file cannot be read or has no header. */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    try {
      const length = Number(this.#read(0, 8).readBigUInt64LE());
      const { __metadata__ = {}, ...rest } = JSON.parse(this.#read(8, length).toString('utf8')) as Record<
        string,
        never
      >;
      this.#dataAt = 8 + length;
      const places = Object.entries<{ shape: number[]; data_offsets: [number, number] }>(rest);
      this.header = {
        metadata: __metadata__,
        tensors: new Map(
          places.map(
            ([
              name,
              {
                shape,
                data_offsets: [begin, end],
              },
            ]) => [name, { shape, begin, end }],
          ),
        ),
      };
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The bytes of a tensor in pieces of `size`; nothing for one that is not there. */
  *pieces(name: string, size: number): Generator<Buffer> {
    const place = this.header.tensors.get(name);
    if (!place) return;
    for (let at = place.begin; at < place.end; at += size)
      yield this.#read(this.#dataAt + at, Math.min(size, place.end - at));
  }

  close(): void {
    closeSync(this.#file);
  }

  #read(at: number, bytes: number): Buffer {
    const buffer = Buffer.alloc(bytes);
    for (let got = 0; got < bytes; ) {
      const read = readSync(this.#file, buffer, got, bytes - got, at + got);
      if (read === 0) throw new Error('The file ends early.');
      got += read;
    }
    return buffer;
  }
}
