import { crc32 } from 'node:zlib';
import { unreadable } from '../reading/unreadable';

/**
 * Flat values of a tensor; a boolean tensor has one byte for each value, float16 and bfloat16 tensors have
 * their bits.
 */
export type TensorData = Float32Array | Int32Array | Uint8Array | Uint16Array | BigInt64Array;

export const dataTypes = {
  F32: Float32Array,
  I32: Int32Array,
  I64: BigInt64Array,
  U8: Uint8Array,
  U16: Uint16Array,
  F16: Uint16Array,
  BF16: Uint16Array,
} as const;

export type DataType = keyof typeof dataTypes;

/** The data type of an array; float16 bits must be declared by the caller. */
export function typeOf(data: TensorData): DataType {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Int32Array) return 'I32';
  if (data instanceof Uint16Array) return 'U16';
  return data instanceof BigInt64Array ? 'I64' : 'U8';
}

/** The type and shape of a tensor, without its values. */
export interface TensorShape {
  readonly name: string;
  readonly type: DataType;
  readonly shape: readonly number[];
}

/** Where a tensor's bytes are, counted from the end of the header. */
export interface TensorPlace extends TensorShape {
  readonly from: number;
  readonly bytes: number;
}

export type Metadata = Readonly<Record<string, string>>;

export interface Header {
  readonly tensors: ReadonlyMap<string, TensorPlace>;
  readonly metadata: Metadata;
  /** Bytes before the first tensor. */
  readonly length: number;
  /** crc32 of each tensor's bytes; empty for a file of another program. */
  readonly sums: ReadonlyMap<string, number>;
}

/**
 * Metadata key of the checksums: crc32 of the header itself (with zeros in this place), then of each tensor
 * in the order of their bytes, in hexadecimal. Other readers of safetensors ignore it.
 */
const sumsKey = 'crc32';
const sumLength = 8;
const hex = (sum: number) => sum.toString(16).padStart(sumLength, '0');
const noSum = hex(0);

/** Offsets of the tensors, one after another. */
export function placesOf(tensors: Iterable<TensorShape>): TensorPlace[] {
  let from = 0;
  return [...tensors].map((tensor) => {
    const count = tensor.shape.reduce((product, n) => product * n, 1);
    const bytes = count * dataTypes[tensor.type].BYTES_PER_ELEMENT;
    from += bytes;
    return { ...tensor, from: from - bytes, bytes };
  });
}

/**
 * The bytes before the tensors (github.com/huggingface/safetensors: 8 bytes of length, then JSON), padded so
 * that tensors start at a multiple of 8. The length does not depend on the checksums.
 */
export function encodeHeader(
  places: readonly TensorPlace[],
  metadata: Metadata,
  sums: readonly number[] = [],
): Buffer {
  const numbers = places.map((_, i) => hex(sums[i] ?? 0));
  const text = headerText(places, { ...metadata, [sumsKey]: [noSum, ...numbers].join(' ') });
  const own = hex(crc32(text));
  const summed = headerText(places, { ...metadata, [sumsKey]: [own, ...numbers].join(' ') });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(summed.length));
  return Buffer.concat([length, summed]);
}

function headerText(places: readonly TensorPlace[], metadata: Metadata): Buffer {
  const header: Record<string, unknown> = { __metadata__: metadata };
  for (const { name, type, shape, from, bytes } of places)
    header[name] = { dtype: type, shape, data_offsets: [from, from + bytes] };
  const json = Buffer.from(JSON.stringify(header));
  return Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
}

/** The longest header that a safetensors file may have (github.com/huggingface/safetensors, format). */
const mostHeader = 100_000_000;

/** The length of the JSON, from the first 8 bytes. */
export function textLength(first: Buffer, fileLength: number): number {
  if (first.length < 8) throw unreadable('header-short', {});
  const length = Number(first.readBigUInt64LE(0));
  if (length > fileLength - 8) throw unreadable('cut-short', {});
  if (length > mostHeader) throw unreadable('header-damaged', {});
  return length;
}

/** Reads the JSON of a file of `fileLength` bytes. Throws `Unreadable`. */
export function decodeHeader(text: Buffer, fileLength: number): Header {
  const json = parse(text);
  const { __metadata__: metadata = {}, ...entries } = json as Record<string, unknown>;
  const length = 8 + text.length;
  const tensors = new Map<string, TensorPlace>();
  for (const [name, entry] of Object.entries(entries)) tensors.set(name, placeOf(name, entry));
  const end = [...tensors.values()].reduce((most, { from, bytes }) => Math.max(most, from + bytes), 0);
  if (length + end > fileLength) throw unreadable('cut-short', {});
  if (length + end < fileLength) throw unreadable('too-long', {});
  const { [sumsKey]: sums, ...own } = metadata as Record<string, string>;
  return { tensors, metadata: own, length, sums: sumsOf(text, sums, tensors) };
}

function parse(text: Buffer): object {
  try {
    const json: unknown = JSON.parse(text.toString());
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // The error is thrown below.
  }
  throw unreadable('header-damaged', {});
}

function placeOf(name: string, entry: unknown): TensorPlace {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) throw unreadable('header-damaged', {});
  const type = dataTypes[dtype as DataType];
  if (!type) throw unreadable('number-type', { name, type: String(dtype) });
  const [from, to] = offsets;
  const bytes = shape.reduce((product, n) => product * n, 1) * type.BYTES_PER_ELEMENT;
  if (to - from !== bytes) throw unreadable('header-damaged', {});
  return { name, type: dtype as DataType, shape, from, bytes };
}

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);

function sumsOf(
  text: Buffer,
  sums: string | undefined,
  tensors: ReadonlyMap<string, TensorPlace>,
): Map<string, number> {
  if (sums === undefined) return new Map();
  const [own, ...numbers] = sums.split(' ');
  const at = text.indexOf(`"${sumsKey}":"${own}`);
  const zeroed = Buffer.from(text);
  zeroed.write(noSum, at + sumsKey.length + 4);
  if (at < 0 || hex(crc32(zeroed)) !== own || numbers.length !== tensors.size)
    throw unreadable('header-damaged', {});
  const inOrder = [...tensors.values()].sort((a, b) => a.from - b.from || a.bytes - b.bytes);
  return new Map(inOrder.map(({ name }, i) => [name, Number.parseInt(numbers[i], 16)]));
}
