/** Tags of a TIFF that are read here. */
const tiffTags = {
  photometric: 262,
  samplesPerPixel: 277,
  maxSampleValue: 281,
  planarConfiguration: 284,
  extraSamples: 338,
  sMaxSampleValue: 341,
  /** GDAL's tag: text with the value of pixels without data. */
  noData: 42_113,
} as const;

type Tag = keyof typeof tiffTags;

/** The entries of a TIFF's first directory; a tag that is missing, or cannot be read, has no values. */
export interface TiffDirectory {
  numbers(tag: Tag): readonly number[];
  text(tag: Tag): string | undefined;
}

/** Bytes of a value, by the number of its type. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 11: 4, 12: 8, 16: 8 };
/** The largest number of entries, and of values of an entry, that are read. */
const most = 1024;

/**
 * The directory of the first picture of a TIFF or BigTIFF; it has no entries if it lies outside of the file.
 */
export function tiffDirectory(bytes: Uint8Array): TiffDirectory {
  const reader = new Reader(bytes);
  const entries = new Map(reader.entries());
  const at = (tag: Tag) => entries.get(tiffTags[tag]);
  return {
    numbers: (tag) => reader.numbers(at(tag)),
    text: (tag) =>
      String.fromCharCode(...reader.numbers(at(tag)))
        .split('\0')[0]
        .trim() || undefined,
  };
}

class Reader {
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #big: boolean;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#little = bytes[0] === 0x49;
    this.#big = bytes.length >= 16 && this.#view.getUint16(2, this.#little) === 43;
  }

  /** Each tag, with the offset of its entry. */
  *entries(): Generator<[tag: number, entry: number]> {
    const [head, count, size] = this.#big ? [8, 8, 20] : [4, 2, 12];
    const directory = this.#offset(head);
    if (directory === undefined || directory + count > this.#view.byteLength) return;
    const entries = this.#big
      ? Number(this.#view.getBigUint64(directory, this.#little))
      : this.#view.getUint16(directory, this.#little);
    for (let i = 0; i < Math.min(entries, most); i++) {
      const entry = directory + count + i * size;
      if (entry + size > this.#view.byteLength) return;
      yield [this.#view.getUint16(entry, this.#little), entry];
    }
  }

  numbers(entry: number | undefined): number[] {
    if (entry === undefined) return [];
    const type = this.#view.getUint16(entry + 2, this.#little);
    const size = sizes[type];
    const count = this.#offset(entry + 4);
    if (size === undefined || count === undefined || count > most) return [];
    const inline = this.#big ? entry + 12 : entry + 8;
    const place = count * size <= (this.#big ? 8 : 4) ? inline : this.#offset(inline);
    if (place === undefined || place + count * size > this.#view.byteLength) return [];
    return Array.from({ length: count }, (_, i) => this.#number(type, place + i * size));
  }

  /** Reads a count or an offset; undefined if it lies outside of the file. */
  #offset(at: number): number | undefined {
    if (at + (this.#big ? 8 : 4) > this.#view.byteLength) return undefined;
    return this.#big
      ? Number(this.#view.getBigUint64(at, this.#little))
      : this.#view.getUint32(at, this.#little);
  }

  #number(type: number, at: number): number {
    if (type === 3) return this.#view.getUint16(at, this.#little);
    if (type === 4) return this.#view.getUint32(at, this.#little);
    if (type === 11) return this.#view.getFloat32(at, this.#little);
    if (type === 12) return this.#view.getFloat64(at, this.#little);
    if (type === 16) return Number(this.#view.getBigUint64(at, this.#little));
    return this.#view.getUint8(at);
  }
}

/** The maximum value that a TIFF declares; undefined if it declares none. */
export function tiffLimit(directory: TiffDirectory): number | undefined {
  const declared = [...directory.numbers('maxSampleValue'), ...directory.numbers('sMaxSampleValue')];
  return declared.find((limit) => limit > 0);
}

/** The value of pixels without data; undefined if the file does not declare one. */
export function tiffNoData(directory: TiffDirectory): number | undefined {
  const text = directory.text('noData');
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
