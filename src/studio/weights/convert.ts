import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { studioError } from '../../core/errors';
import type { ParameterSpec } from '../../core/network/parameters';
import { fromTorch, toTorch } from '../../core/network/torch-layout';
import { cardKey, type WeightsCard } from '../../core/weights/card';
import { timmNamesOf } from '../../core/weights/other-names';
import { type RecognisedModel, recogniseTimm } from '../../core/weights/recognise';
import { Unreadable } from '../../files/reading/unreadable';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';
import { OtherKind, openTensors, PickleCode, type TensorSource } from '../../files/torch/open-tensors';
import { readCard, storedSpecs } from './stored';

/** An open file of another program's weights: its model, and its tensors by timm's names in PyTorch's layout. */
export interface ForeignWeights {
  readonly path: string;
  readonly model: RecognisedModel;
  /** The metadata of a file that the studio wrote; null for a file of another program. */
  readonly card: WeightsCard | null;
  read(name: string): Promise<Float32Array>;
  close(): void;
}

/**
 * Opens weights with the names of timm or of EfficientNet-PyTorch, or from another studio's library, and recognises the model. Throws
 * `weights-kind`, `weights-code`, `weights-unreadable`, `weights-of-run`, `weights-other-model`, `weights-half`. Call `close()` when done.
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

/** A file from a library like this one: its tensors are converted to PyTorch's layout, which all other files have. */
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

/** The model, and the name that the file uses for each tensor. */
function recognised({ shapes }: TensorSource): [RecognisedModel, Map<string, string>] {
  const names = timmNamesOf([...shapes.keys()]);
  if (!names) return [recogniseTimm(shapes), new Map()];
  const renamed = new Map([...shapes].map(([name, shape]) => [names.get(name) ?? name, shape]));
  return [recogniseTimm(renamed), new Map([...names].map(([own, timm]) => [timm, own]))];
}

/**
 * Writes weights as a file of our own: our shapes, float32, checksums, the card in the metadata. Only one tensor is in memory at a time.
 * Throws `weights-not-finite` for an invalid number, and what `openForeign` throws.
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
      // Between two tensors the window's questions are answered and a cancel is noticed: the largest files have 2 GB.
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

/** Throws for numbers that are not finite, and for a negative variance, which has no real root. */
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
 * Converts the first convolution of a network for grey images, `[output, 1, height, width]`, to one for colour images: with a third of the
 * kernel for each colour, a grey image gives the same result as before.
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
