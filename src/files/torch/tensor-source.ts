import { decodeFloat16 } from '../../core/numbers/float16';
import type { Metadata } from '../safetensors/safetensors-header';

/** Tensors of a file of weights: shapes are known at once, values are read on demand. */
export interface TensorSource {
  readonly kind: 'safetensors' | 'torch';
  /** Shapes by name; a scalar's shape is empty. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly metadata: Metadata;
  /** A tensor's values in row-major order, as float32. Throws `Unreadable`. */
  read(name: string): Promise<Float32Array>;
  close(): void;
}

/** Number types of weights, with their size in bytes. */
export const numberTypes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I16: 2, U8: 1 } as const;

export type NumberType = keyof typeof numberTypes;

/** Converts values of a type to float32. `bytes` may begin anywhere in its buffer. */
export function toFloat32(bytes: Uint8Array, type: NumberType): Float32Array {
  // A Buffer's own slice does not copy.
  const copy = new Uint8Array(bytes).buffer;
  if (type === 'F32') return new Float32Array(copy);
  if (type === 'F16') return decodeFloat16(new Uint16Array(copy));
  if (type === 'BF16') return fromBfloat16(new Uint16Array(copy));
  if (type === 'F64') return Float32Array.from(new Float64Array(copy));
  if (type === 'I64') return Float32Array.from(new BigInt64Array(copy), Number);
  if (type === 'I32') return Float32Array.from(new Int32Array(copy));
  return type === 'I16' ? Float32Array.from(new Int16Array(copy)) : Float32Array.from(new Uint8Array(copy));
}

/** A bfloat16 is the upper half of a float32. */
function fromBfloat16(bits: Uint16Array): Float32Array {
  const wide = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) wide[i] = bits[i] << 16;
  return new Float32Array(wide.buffer);
}
