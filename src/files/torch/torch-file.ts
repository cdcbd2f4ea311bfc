import { readFileSync } from 'node:fs';
import { unreadable } from '../reading/unreadable';
import { type TensorSource, toFloat32 } from './tensor-source';
import { bytesOf, readPlain, readStateDict, type TorchTensor, viewOf } from './torch-pickle';
import { ZipFile } from './zip-file';

/** The beginning of a file of PyTorch 1.5 or earlier: the number 0x1950a86a20f9469cfc6c as a pickle. */
const oldBeginning = Buffer.from('80028a0a6cfc9c46f9206aa85019', 'hex');

/** Whether a file begins like one of PyTorch: a zip archive since version 1.6, and pickles before. */
export function isTorchFile(first: Buffer): boolean {
  return isZip(first) || isOldForm(first);
}

const isZip = (first: Buffer) => first.subarray(0, 4).toString('latin1') === 'PK\x03\x04';

const isOldForm = (first: Buffer) =>
  first.length >= oldBeginning.length && first.subarray(0, oldBeginning.length).equals(oldBeginning);

/** The bytes of a storage by its key. */
type Storages = (tensor: TorchTensor) => Promise<Uint8Array>;

/**
 * Opens the old format: pickles of the magic number, version, machine facts, dictionary and keys; then every
 * storage.
 */
function openOldForm(bytes: Buffer): TensorSource {
  if (!isOldForm(bytes)) throw unreadable('no-torch', {});
  let at = 0;
  for (let i = 0; i < 3; i++) at = readPlain(bytes, at).end;
  const { tensors, end } = readStateDict(bytes, at);
  const keys = readPlain(bytes, end);
  if (!Array.isArray(keys.value)) throw unreadable('storages-damaged', {});
  const storages = new Map([...tensors.values()].map(({ storage }) => [storage.key, storage]));
  const places = new Map<string, Buffer>();
  at = keys.end;
  for (const key of keys.value.map(String)) {
    const storage = storages.get(key);
    if (!storage) throw unreadable('storage-unused', {});
    const length = bytesOf(storage);
    // The count precedes the values.
    if (at + 8 + length > bytes.length) throw unreadable('cut-short', {});
    if (Number(bytes.readBigInt64LE(at)) !== storage.count) throw unreadable('storage-damaged', {});
    places.set(key, bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return sourceOf(tensors, async ({ storage }) => {
    const place = places.get(storage.key);
    if (!place) throw unreadable('storage-missing', {});
    return place;
  });
}

/**
 * Opens a PyTorch file, or the only one in a Python wheel. Throws `PickleCode`, `Unreadable`. Call `close()`
 * when done.
 */
export async function openTorchFile(file: string, first: Buffer): Promise<TensorSource> {
  if (!isZip(first)) return openOldForm(readFileSync(file));
  const zip = await ZipFile.open(file);
  try {
    const packed = zip.names.filter((name) => /\.(pth|pt|bin)$/.test(name));
    const pickle = zip.names.find((name) => /(^|\/)data\.pkl$/.test(name));
    if (!pickle && packed.length === 1) {
      const source = openOldForm(await zip.read(packed[0]));
      zip.close();
      return source;
    }
    if (!pickle) throw unreadable('no-torch-inside', {});
    return await openZipForm(zip, pickle);
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Opens the newer format: a pickle, and a file for each storage in the folder `data` beside it. */
async function openZipForm(zip: ZipFile, pickle: string): Promise<TensorSource> {
  const folder = pickle.slice(0, -'data.pkl'.length);
  const order = zip.names.find((name) => name === `${folder}byteorder`);
  if (order && (await zip.read(order)).toString() !== 'little') throw unreadable('byte-order', {});
  const { tensors } = readStateDict(await zip.read(pickle));
  const storages: Storages = async ({ storage }) => {
    const bytes = await zip.read(`${folder}data/${storage.key}`);
    if (bytes.length !== bytesOf(storage)) throw unreadable('storage-cut', {});
    return bytes;
  };
  return { ...sourceOf(tensors, storages), close: () => zip.close() };
}

function sourceOf(tensors: ReadonlyMap<string, TorchTensor>, storages: Storages): TensorSource {
  return {
    kind: 'torch',
    shapes: new Map([...tensors].map(([name, { shape }]) => [name, shape])),
    metadata: {},
    async read(name) {
      const tensor = tensors.get(name);
      if (!tensor) throw unreadable('no-tensor', { name });
      return viewOf(toFloat32(await storages(tensor), tensor.storage.type), tensor);
    },
    close() {},
  };
}
