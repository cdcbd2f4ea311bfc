import { createHash } from 'node:crypto';
import { StudioError, studioError } from '../../core/errors';
import { reasonOf, Unreadable } from '../reading/unreadable';
import { type Metadata, type TensorData, type TensorShape, typeOf } from './safetensors-header';
import { SafetensorsReader } from './safetensors-reader';
import { SafetensorsWriter } from './safetensors-writer';

export type { TensorData };

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Metadata;
}

/**
 * Writes tensors as a safetensors file, completely or not at all; it is read back before it gets its name.
 */
export function writeCheckpoint(file: string, { tensors, metadata }: Checkpoint): void {
  const shapes: TensorShape[] = [...tensors].map(([name, { shape, data }]) => ({
    name,
    shape,
    type: typeOf(data),
  }));
  const writer = new SafetensorsWriter(file, shapes, metadata);
  for (const [name, { data }] of tensors) writer.append(name, data);
  writer.commitProven();
}

/** Reads a safetensors file, each tensor into memory of its own. Throws `checkpoint-unreadable`. */
export function readCheckpoint(file: string): Checkpoint {
  return withCheckpoint(file, (reader) => ({
    tensors: new Map(
      [...reader.tensors.values()].map(({ name, shape }) => [name, { shape, data: reader.read(name) }]),
    ),
    metadata: reader.metadata,
  }));
}

/** Whether the system refused an operation of the caller's work; errors about the file itself are `Unreadable`. */
const isOfTheWork = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof Unreadable) && 'syscall' in error;

/**
 * Opens a safetensors file for a function that reads tensors one by one. Throws `checkpoint-unreadable` if it is missing, truncated,
 * damaged (its checksums differ) or of another format.
 */
export function withCheckpoint<T>(file: string, work: (reader: SafetensorsReader) => T): T {
  try {
    return SafetensorsReader.with(file, work);
  } catch (error) {
    if (error instanceof StudioError || isOfTheWork(error)) throw error;
    throw studioError('checkpoint-unreadable', { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** sha256 over names, shapes and bytes of weights in name order: equal for equal networks. */
export function weightsHash(weights: ReadonlyMap<string, TensorData>): string {
  const hash = createHash('sha256');
  for (const name of [...weights.keys()].sort()) {
    const data = weights.get(name) as TensorData;
    hash
      .update(`${name}:${data.length};`)
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
