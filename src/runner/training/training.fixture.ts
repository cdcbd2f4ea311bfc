import { mkdirSync } from 'node:fs';
import type { NetworkSpec } from '../../core/network/model-spec';
import { Random } from '../../core/numbers/random';
import { type Recipe, resolveRecipe } from '../../core/recipe';
import { noteSentence } from '../../core/words/notes';
import { PixelCache } from '../../data/cache/pixel-cache';
import type { Hooks } from '../job/hooks';
import type { TrainInputs, TrainSpec } from '../job/messages';
import { roomOfBytes } from '../memory/room.fixture';

/** `images` generated images of two classes in a pixel cache, and a training of a few steps on them. */
export function makeTraining(
  cacheFolder: string,
  {
    images,
    model,
    training,
  }: { images: number; model: Partial<NetworkSpec>; training: Partial<Recipe['training']> },
): { spec: TrainSpec; inputs: TrainInputs } {
  const whole: NetworkSpec = {
    ...{ arch: 'small', classes: 2, imageSize: 16, batchNormEpsilon: 1e-3 },
    ...{ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
    ...model,
  };
  mkdirSync(cacheFolder, { recursive: true });
  const cache = PixelCache.open(cacheFolder, whole.imageSize);
  const random = new Random(3);
  const hashes = new Uint8Array(images * 32);
  for (let i = 0; i < images; i++) {
    hashes.set([i >> 8, i & 255, 1], i * 32);
    const pixels = Uint8Array.from({ length: whole.imageSize ** 2 * 3 }, () =>
      random.int(128 * (1 + (i % 2))),
    );
    cache.append(Buffer.from(hashes.subarray(i * 32, (i + 1) * 32)).toString('hex'), pixels);
  }
  cache.close();
  const spec: TrainSpec = {
    model: whole,
    ...{ dropout: 0.1, survival: 0.9, noise: null, unlabelledRatio: 0, inferenceBatch: 16, seed: 5 },
    training: { ...resolveRecipe('quick-cpu').training, ...training },
    ...{ initialWeights: null, role: 'teacher' },
  };
  const labels = Int32Array.from({ length: images }, (_, i) => i % 2);
  return { spec, inputs: { labelled: { hashes, labels }, pseudo: null, validation: null } };
}

/** Hooks that record what a job reports and offer it unlimited memory. */
export function quietHooks(changes: Partial<Hooks> = {}): Hooks & { readonly notes: string[] } {
  const notes: string[] = [];
  return {
    signal: new AbortController().signal,
    ...{ progress: () => {}, point: () => {}, checkpoint: () => {}, fitted: () => {} },
    note: (note) => notes.push(noteSentence(note, 'cli') ?? note.code),
    room: roomOfBytes(Number.POSITIVE_INFINITY),
    ...changes,
    notes,
  };
}
