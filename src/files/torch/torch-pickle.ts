import { unreadable } from '../reading/unreadable';
import { Named, type Pickled, type PickleGlobals, readPickle } from './pickle';
import { type NumberType, numberTypes } from './tensor-source';

/** A tensor of a PyTorch file: a view of a storage, in elements. */
export interface TorchTensor {
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

export interface TorchStorage {
  readonly key: string;
  readonly type: NumberType;
  /** The number of values in it. */
  readonly count: number;
}

const storageTypes: Readonly<Record<string, NumberType>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.ByteStorage': 'U8',
};

/** Tensors have a class of their own, so that they can be distinguished from storages in an unpickled value. */
class Tensor {
  constructor(readonly facts: TorchTensor) {}
}
class Storage {
  constructor(readonly facts: TorchStorage) {}
}

const globals: PickleGlobals = {
  names: {
    ...Object.fromEntries(Object.keys(storageTypes).map((name) => [name, null])),
    'collections.OrderedDict': () => new Map(),
    'torch._utils._rebuild_tensor_v2': ([storage, offset, shape, stride]) =>
      new Tensor(checked({ storage: (storage as Storage).facts, offset, shape, stride } as TorchTensor)),
    'torch._utils._rebuild_parameter': ([tensor]) => tensor,
  },
  persistent(id) {
    const [kind, named, key, , count] = Array.isArray(id) ? id : [];
    const type = named instanceof Named ? storageTypes[named.word] : undefined;
    if (kind !== 'storage' || !type || !isCount(count)) throw unreadable('pickle-damaged', {});
    return new Storage({ key: String(key), type, count });
  },
};

/**
 * Reads the tensors of a state dictionary from a pickle, at the top level or under one of the names that
 * training programs use; also returns where the pickle ends. Throws `PickleCode`, `Unreadable`.
 */
export function readStateDict(bytes: Buffer, start = 0): { tensors: Map<string, TorchTensor>; end: number } {
  const { value, end } = readPickle(bytes, globals, start);
  return { tensors: tensorsOf(value), end };
}

/** Reads a pickle of plain values: numbers, strings, lists of them. */
export function readPlain(bytes: Buffer, start: number): { value: Pickled; end: number } {
  return readPickle(bytes, { ...globals, names: {} }, start);
}

const usualNames = ['state_dict_ema', 'state_dict', 'model', 'model_state_dict'];

function tensorsOf(value: Pickled): Map<string, TorchTensor> {
  if (!(value instanceof Map)) throw unreadable('no-dictionary', {});
  const inner = usualNames.map((name) => value.get(name)).find((each) => each instanceof Map);
  const dictionary = (inner ?? value) as Map<Pickled, Pickled>;
  const tensors = new Map<string, TorchTensor>();
  // A model trained on several GPUs has a prefix before its names.
  for (const [name, tensor] of dictionary)
    if (tensor instanceof Tensor) tensors.set(String(name).replace(/^module\./, ''), tensor.facts);
  return tensors;
}

/** A view must lie inside its storage. */
function checked(tensor: TorchTensor): TorchTensor {
  const { storage, offset, shape, stride } = tensor;
  const sides = [shape, stride].every((each) => Array.isArray(each) && each.every(isCount));
  if (!storage || !isCount(offset) || !sides || shape.length !== stride.length)
    throw unreadable('pickle-damaged', {});
  const isEmpty = shape.some((side) => side === 0);
  const last = shape.reduce((at, side, i) => at + (side - 1) * stride[i], offset);
  if (!isEmpty && last >= storage.count) throw unreadable('outside-storage', {});
  return tensor;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Bytes of a whole storage. */
export const bytesOf = ({ count, type }: TorchStorage) => count * numberTypes[type];

/** The values of a view in row-major order, from those of its whole storage. */
export function viewOf(storage: Float32Array, { offset, shape, stride }: TorchTensor): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  if (isRowMajor(shape, stride)) return storage.slice(offset, offset + size);
  const out = new Float32Array(size);
  const place = shape.map(() => 0);
  let from = offset;
  for (let at = 0; at < size; at++) {
    out[at] = storage[from];
    for (let side = shape.length - 1; side >= 0; side--) {
      from += stride[side];
      if (++place[side] < shape[side]) break;
      from -= stride[side] * shape[side];
      place[side] = 0;
    }
  }
  return out;
}

function isRowMajor(shape: readonly number[], stride: readonly number[]): boolean {
  let step = 1;
  for (let side = shape.length - 1; side >= 0; side--) {
    if (shape[side] !== 1 && stride[side] !== step) return false;
    step *= shape[side];
  }
  return true;
}
