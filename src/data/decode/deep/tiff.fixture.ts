/** Arrays of the number types that a TIFF can hold. */
type Numbers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

const sampleFormats = [
  [Int8Array, 2],
  [Int16Array, 2],
  [Int32Array, 2],
  [Float32Array, 3],
  [Float64Array, 3],
] as const;

/**
 * An uncompressed TIFF of these numbers, `[height, width, channels]`, with its directory first, as `tifffile` writes it. `tags` are further
 * entries, or replace the usual ones: 16-bit numbers or text.
 */
export function tiff(
  values: Numbers,
  width: number,
  channels = 1,
  tags: Readonly<Record<number, number | readonly number[] | string>> = {},
): Buffer {
  const format = sampleFormats.find(([kind]) => values instanceof kind)?.[1] ?? 1;
  const height = values.length / width / channels;
  const entries = new Map([
    [256, long(width)],
    [257, long(height)],
    [258, shorts(values.BYTES_PER_ELEMENT * 8)],
    [259, shorts(1)],
    [262, shorts(channels === 3 ? 2 : 1)],
    [273, long(0)],
    [277, shorts(channels)],
    [278, long(height)],
    [279, long(values.byteLength)],
    [339, shorts(format)],
  ]);
  for (const [tag, value] of Object.entries(tags))
    entries.set(Number(tag), typeof value === 'string' ? text(value) : shorts(value));
  const rows = [...entries].sort(([a], [b]) => a - b);
  const head = Buffer.alloc(8 + 2 + rows.length * 12 + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(rows.length, 8);
  const pixels = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const after: Buffer[] = [];
  let end = head.length + pixels.length;
  for (const [i, [tag, { type, count, bytes }]] of rows.entries()) {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    if (tag === 273) head.writeUInt32LE(head.length, at + 8);
    else if (bytes.length <= 4) bytes.copy(head, at + 8);
    else {
      head.writeUInt32LE(end, at + 8);
      after.push(bytes);
      end += bytes.length;
    }
  }
  return Buffer.concat([head, pixels, ...after]);
}

interface Entry {
  readonly type: 2 | 3 | 4;
  readonly count: number;
  readonly bytes: Buffer;
}

const text = (value: string): Entry => ({
  type: 2,
  count: value.length + 1,
  bytes: Buffer.from(`${value}\0`, 'latin1'),
});

const shorts = (value: number | readonly number[]): Entry => {
  const numbers = Uint16Array.from([value].flat());
  return { type: 3, count: numbers.length, bytes: Buffer.from(numbers.buffer) };
};

const long = (value: number): Entry => ({
  type: 4,
  count: 1,
  bytes: Buffer.from(Uint32Array.of(value).buffer),
});
