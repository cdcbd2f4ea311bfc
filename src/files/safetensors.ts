import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StudioError } from '../core/errors';

/** Flat values of a tensor; a boolean tensor has one byte a value. */
export type TensorData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

export interface StoredTensor {
  shape: number[];
  data: TensorData;
}

export interface Checkpoint {
  tensors: Map<string, StoredTensor>;
  metadata: Record<string, string>;
}

const types = {
  F32: Float32Array,
  I32: Int32Array,
  I64: BigInt64Array,
  U8: Uint8Array,
} as const;

function typeOf(data: TensorData): keyof typeof types {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Int32Array) return 'I32';
  return data instanceof BigInt64Array ? 'I64' : 'U8';
}

const bytesOf = (data: TensorData) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/**
 * Writes tensors as a safetensors file (github.com/huggingface/safetensors: 8 bytes of header length, a JSON header, raw
 * little-endian data). Written beside, synced, then renamed, so that a crash leaves the old file or the new one, whole.
 */
export function writeCheckpoint(file: string, { tensors, metadata }: Checkpoint): void {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: typeOf(data), shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  // Padded so that tensors start at a multiple of 8, as the format advises.
  const text = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const parts = [length, text, ...[...tensors.values()].map(({ data }) => bytesOf(data))];
  writeDurably(file, parts);
}

/** Writes a file so that a reader sees the old content or the new, never a part. */
function writeDurably(file: string, parts: Uint8Array[]): void {
  const beside = `${file}.${process.pid}.part`;
  const handle = fs.openSync(beside, 'w');
  try {
    for (const part of parts) fs.writeSync(handle, part);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(beside, file);
  const folder = fs.openSync(path.dirname(file), 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

/** Reads a safetensors file. Throws `checkpoint-unreadable` where it is missing, cut short or of another format. */
export function readCheckpoint(file: string): Checkpoint {
  try {
    return parse(fs.readFileSync(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioError('checkpoint-unreadable', `The checkpoint ${file} could not be read: ${reason}.`, {
      cause: error,
    });
  }
}

interface HeaderEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

function parse(bytes: Buffer): Checkpoint {
  if (bytes.length < 8) throw new Error('it is shorter than its header');
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  if (start > bytes.length) throw new Error('it is cut short');
  const header = JSON.parse(bytes.subarray(8, start).toString()) as Record<string, HeaderEntry>;
  const { __metadata__: metadata, ...entries } = header;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    const type = types[dtype as keyof typeof types];
    if (!type) throw new Error(`"${name}" has the type ${dtype}, which is not supported`);
    const [from, to] = data_offsets;
    if (start + to > bytes.length) throw new Error('it is cut short');
    // Copied: a typed array must start at a multiple of its element's size.
    const copy = new Uint8Array(bytes.subarray(start + from, start + to));
    tensors.set(name, { shape, data: new type(copy.buffer) });
  }
  return { tensors, metadata: (metadata ?? {}) as unknown as Record<string, string> };
}

/** sha256 over names, shapes and bytes of weights in name order: equal for equal networks wherever they were trained. */
export function weightsHash(weights: ReadonlyMap<string, TensorData>): string {
  const hash = createHash('sha256');
  for (const name of [...weights.keys()].sort()) {
    const data = weights.get(name) as TensorData;
    hash.update(`${name}:${data.length};`).update(bytesOf(data));
  }
  return hash.digest('hex');
}
