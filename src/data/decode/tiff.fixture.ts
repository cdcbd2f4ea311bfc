/** Arrays of the number types that a TIFF can hold. */
type Numbers = Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

const sampleFormats = [
  [Int16Array, 2],
  [Int32Array, 2],
  [Float32Array, 3],
  [Float64Array, 3],
] as const;

/**
 * An uncompressed TIFF of these numbers, `[height, width, channels]`, with its directory first as `tifffile` writes it. `tags` are
 * further entries of one 16-bit number.
 */
export function tiff(
  values: Numbers,
  width: number,
  channels = 1,
  tags: Readonly<Record<number, number>> = {},
): Buffer {
  const bits = values.BYTES_PER_ELEMENT * 8;
  const format = sampleFormats.find(([kind]) => values instanceof kind)?.[1] ?? 1;
  const height = values.length / width / channels;
  const entries: [tag: number, type: 3 | 4, value: number][] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, bits],
    [259, 3, 1],
    [262, 3, channels === 3 ? 2 : 1],
    [273, 4, 0],
    [277, 3, channels],
    [278, 4, height],
    [279, 4, values.byteLength],
    ...Object.entries(tags).map(([tag, value]): [number, 3, number] => [Number(tag), 3, value]),
    [339, 3, format],
  ];
  entries.sort(([a], [b]) => a - b);
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  for (const [i, [tag, type, value]] of entries.entries()) {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(1, at + 4);
    head.writeUInt32LE(tag === 273 ? head.length : value, at + 8);
  }
  return Buffer.concat([head, Buffer.from(values.buffer, values.byteOffset, values.byteLength)]);
}
