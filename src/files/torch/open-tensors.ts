import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { decodeFloat16 } from '../../core/numbers/float16';
import { unreadableReason } from '../../core/words/unreadable';
import { Unreadable, unreadableBy } from '../reading/unreadable';
import { SafetensorsReader } from '../safetensors/safetensors-reader';
import { type NumberType, type TensorSource, toFloat32 } from './tensor-source';
import { isTorchFile, openTorchFile } from './torch-file';
import { readStateDict } from './torch-pickle';

export { PickleCode } from './pickle';
export type { TensorSource };

/** The file is of a kind that holds no tensors. */
export class OtherKind extends Unreadable {}

/**
 * Opens a file of tensors: safetensors, or PyTorch's own format, old or new, alone or in a wheel. No code in
 * the file is run. Throws `OtherKind`, `PickleCode`, `Unreadable`. Call `close()` when done.
 */
export async function openTensors(file: string): Promise<TensorSource> {
  const first = firstBytes(file, 16);
  if (isTorchFile(first)) return openTorchFile(file, first);
  if (first[0] === 0x80) refusePickle(firstBytes(file, mostPickle));
  if (first.length > 8 && first[8] === 0x7b) return openSafetensors(file);
  throw new OtherKind(unreadableReason('other-kind', {}));
}

/**
 * For a pickle that is not a PyTorch file: throws an error about the code that it asks for, or, if it is
 * harmless, that it is of another kind.
 */
function refusePickle(bytes: Buffer): never {
  readStateDict(bytes);
  throw new OtherKind(unreadableReason('pickle', {}));
}

const mostPickle = 64 * 2 ** 20;

function openSafetensors(file: string): TensorSource {
  const reader = SafetensorsReader.open(file);
  return {
    kind: 'safetensors',
    shapes: new Map([...reader.tensors.values()].map(({ name, shape }) => [name, shape])),
    metadata: reader.metadata,
    async read(name) {
      const data = reader.read(name);
      if (data instanceof Float32Array) return data;
      const { type } = reader.place(name);
      if (type === 'F16') return decodeFloat16(data as Uint16Array);
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return toFloat32(bytes, type as NumberType);
    },
    close: () => reader.close(),
  };
}

function firstBytes(file: string, most: number): Buffer {
  let handle: number;
  try {
    // Opening a pipe would block.
    if (!statSync(file).isFile()) throw new OtherKind(unreadableReason('no-file', {}));
    handle = openSync(file, 'r');
  } catch (error) {
    if (error instanceof OtherKind) throw error;
    throw unreadableBy(error);
  }
  try {
    const bytes = Buffer.alloc(most);
    return bytes.subarray(0, readSync(handle, bytes, 0, most, 0));
  } finally {
    closeSync(handle);
  }
}
