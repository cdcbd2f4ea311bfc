import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { studioError } from '../../core/errors';
import type { ParameterSpec } from '../../core/network/parameters';
import { fromTorch, toTorch } from '../../core/network/torch-layout';
import { cardKey, type WeightsCard } from '../../core/weights/card';
import { timmNamesOf } from '../../core/weights/other-names';
import { type RecognisedModel, recogniseTimm } from '../../core/weights/recognise';
import { SafetensorsWriter } from '../../files/safetensors-writer';
import { OtherKind, openTensors, PickleCode, type TensorSource } from '../../files/torch/open-tensors';
import { Unreadable } from '../../files/unreadable';
import { readCard, storedSpecs } from './stored';

/** A file of somebody's weights, open: what it holds, and its tensors by timm's names as PyTorch has them. */
export interface ForeignWeights {
  readonly path: string;
  readonly model: RecognisedModel;
  /** The metadata of a file of the studio; null for a file of another program. */
  readonly card: WeightsCard | null;
  read(name: string): Promise<Float32Array>;
  close(): void;
}

/**
 * Opens weights of timm's names, of EfficientNet-PyTorch's, or of another studio's library, and says which model they are. Throws
 * `weights-kind`, `weights-code`, `weights-unreadable`, `weights-of-run`, `weights-other-model`, `weights-half`. `close()` when done.
 */
export async function openForeign(path: string): Promise<ForeignWeights> {
  const source = await explained(path, () => openTensors(path));
  try {
    if (source.metadata[cardKey] !== undefined) return ofOurs(path, source);
    if (source.metadata.weightsHash !== undefined) throw studioError('weights-of-run', { path });
    const [model, own] = recognised(source);
    const read = (name: string) => explained(path, () => source.read(own.get(name) ?? name));
    return { path, model, card: null, read, close: () => source.close() };
  } catch (error) {
    source.close();
    throw error;
  }
}

/** A file that a library like this one holds: its tensors are turned to what PyTorch has, as all others come. */
function ofOurs(path: string, source: TensorSource): ForeignWeights {
  const card = readCard(path);
  const specs = new Map(storedSpecs(card).map((spec) => [spec.name, spec]));
  return {
    path,
    model: { arch: card.arch, classes: card.classes, channels: 3 },
    card,
    read: (name) =>
      explained(path, async () => toTorch(await source.read(name), specs.get(name) as ParameterSpec)),
    close: () => source.close(),
  };
}

/** The model, and the file's own name of each tensor. */
function recognised({ shapes }: TensorSource): [RecognisedModel, Map<string, string>] {
  const names = timmNamesOf([...shapes.keys()]);
  if (!names) return [recogniseTimm(shapes), new Map()];
  const renamed = new Map([...shapes].map(([name, shape]) => [names.get(name) ?? name, shape]));
  return [recogniseTimm(renamed), new Map([...names].map(([own, timm]) => [timm, own]))];
}

/**
 * Writes weights as a file of our own: our shapes, float32, checksums, the card in the metadata. A tensor is in memory at a time. Throws
 * `weights-not-finite` where a number cannot be, and what `openForeign` throws.
 */
export async function convertWeights(
  from: ForeignWeights,
  card: WeightsCard,
  target: string,
  told: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<void> {
  const specs = storedSpecs(card);
  const shapes = specs.map(({ name, shape }) => ({ name, shape, type: 'F32' as const }));
  const writer = new SafetensorsWriter(target, shapes, { [cardKey]: JSON.stringify(card) });
  try {
    for (const [at, spec] of specs.entries()) {
      // The window's questions are answered between two tensors, and a cancel is heard: the largest files have 2 GB.
      await setImmediate();
      signal?.throwIfAborted();
      const values = await from.read(spec.name);
      checkNumbers(values, spec, from.path);
      writer.append(spec.name, fromTorch(inColour(values, spec, from.model.channels), spec));
      told((at + 1) / specs.length);
    }
  } catch (error) {
    writer.discard();
    throw error;
  }
  writer.commitProven();
}

/** Refuses a variance below zero, whose root would not be a number. */
function checkNumbers(values: Float32Array, { name, role }: ParameterSpec, path: string): void {
  const at = values.findIndex((value) => !Number.isFinite(value) || (role === 'variance' && value < 0));
  if (at >= 0)
    throw studioError('weights-not-finite', {
      tensor: name,
      path: basename(path),
      value: String(values[at]),
    });
}

/**
 * The first convolution of a network for grey images, `[output, 1, height, width]`, for colour ones: a third of it for each colour gives
 * a grey image what it gave before.
 */
function inColour(values: Float32Array, { name }: ParameterSpec, channels: number): Float32Array {
  if (channels === 3 || name !== 'conv_stem.weight') return values;
  const side = 9;
  const out = new Float32Array(values.length * 3);
  for (let at = 0; at < values.length; at++) {
    const first = Math.floor(at / side) * side * 3 + (at % side);
    for (let channel = 0; channel < 3; channel++) out[first + channel * side] = values[at] / 3;
  }
  return out;
}

async function explained<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const options = { cause: error };
    if (error instanceof PickleCode) throw studioError('weights-code', { path, word: error.word }, options);
    if (error instanceof OtherKind) throw studioError('weights-kind', { path }, options);
    if (error instanceof Unreadable)
      throw studioError('weights-unreadable', { path, reason: error.reason }, options);
    throw error;
  }
}
