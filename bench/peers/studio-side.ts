import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Architecture, architecture, isSmallInput } from '../../src/core/network/arch';
import { parameterCount } from '../../src/core/network/parameters';
import { Random } from '../../src/core/numbers/random';
import { type InputNoise, presets } from '../../src/core/recipe';
import { BatchLoader } from '../../src/data/batches/batch-loader';
import { fillCache } from '../../src/data/cache/fill-cache';
import { PixelCache } from '../../src/data/cache/pixel-cache';
import { classNames } from '../../src/engine/export/exported.fixture';
import { openNetwork } from '../../src/engine/inference/open-network';
import { Trainer } from '../../src/engine/training/trainer';
import { type Contest, type Given, noise, photoNoise, type Side, scale } from './side';

const classes = classNames.length;

/** The network of a contest. */
export const archOf = ({ model, size }: Contest): Architecture =>
  architecture(model, { smallInput: isSmallInput(size) });

/** The studio's own side, in this process. */
export async function studioSide(contest: Contest, given: Given): Promise<Side> {
  const { work, steps } = contest;
  const { step, close } = await makers[work](contest, given);
  return {
    name: 'studio',
    parameters: parameterCount(archOf(contest), classes),
    close,
    round: async () => {
      const began = performance.now();
      for (let i = 0; i < steps; i++) await step();
      return performance.now() - began;
    },
  };
}

interface Made {
  step(): unknown;
  close(): Promise<void>;
}

const makers: Record<Contest['work'], (contest: Contest, given: Given) => Promise<Made> | Made> = {
  training: (contest) => {
    const trainer = trainerOf(contest);
    const train = trainingStep(trainer, contest);
    const images = somePixels(contest);
    return { step: () => train(images), close: async () => trainer.close() };
  },
  inference: async (contest) => {
    const trainer = trainerOf(contest);
    const { predictor, failure } = await openNetwork(
      { ...common(contest), batchNormEpsilon: 1e-3 },
      trainer.weights(),
      { alone: true },
    );
    if (failure) throw failure;
    trainer.close();
    const images = somePixels(contest);
    return { step: () => predictor.predict(images), close: async () => predictor.close() };
  },
  files: async (contest, given) => {
    const trainer = trainerOf(contest);
    const train = trainingStep(trainer, contest);
    const loader = await loaderOf(contest, given);
    return {
      step: async () => train((await loader.next()).images),
      close: async () => {
        await loader.close();
        trainer.close();
      },
    };
  },
  batches: async (contest, given) => {
    const loader = await loaderOf(contest, given);
    return { step: () => loader.next(), close: () => loader.close() };
  },
};

const common = (contest: Contest) => ({
  arch: archOf(contest),
  ...{ classes, imageSize: contest.size, batch: contest.batch },
  ...scale,
});

function trainerOf(contest: Contest): Trainer {
  return new Trainer({
    ...common(contest),
    ...{ noise, seed: 1, weightDecay: 0, ema: false },
    optimizer: { kind: 'sgd', momentum: 0.9 },
    batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  });
}

function trainingStep(trainer: Trainer, { batch }: Contest) {
  const targets = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) targets[i * classes + (i % classes)] = 1;
  const weights = new Float32Array(batch).fill(1 / batch);
  return (images: Uint8Array) => trainer.train({ images, targets, weights, learningRate: 0.01 });
}

function somePixels({ batch, size }: Contest): Uint8Array {
  const random = new Random(1);
  return Uint8Array.from({ length: batch * size * size * 3 }, () => random.int(256));
}

const student = presets['photos-cpu'].noise.student;

/** The studio decodes each file once, into a cache of images with a somewhat larger side, as in its recipes for photographs. */
async function loaderOf({ size, batch }: Contest, { photos, own }: Given): Promise<BatchLoader> {
  const side = Math.round(1.3 * size);
  const pixels = { size: side, fit: 'cover' } as const;
  const cache = PixelCache.open(own, pixels.size, pixels.fit);
  const items = readdirSync(photos).map((name) => {
    const file = join(photos, name);
    return { file, contentHash: createHash('sha256').update(readFileSync(file)).digest('hex') };
  });
  await fillCache(cache, items);
  const input: InputNoise = {
    ...student,
    cropArea: photoNoise.cropArea,
    randAugment: { ops: photoNoise.ops, magnitude: photoNoise.magnitude, set: 'increasing' },
  };
  const random = new Random(1);
  return new BatchLoader({
    cacheFolder: own,
    pixels: { side, fit: pixels.fit },
    imageSize: size,
    noises: [input],
    workers: photoNoise.workers,
    firstStep: 0,
    lastStep: Number.MAX_SAFE_INTEGER,
    plan: () => ({
      rows: Int32Array.from({ length: batch }, () => random.int(items.length)),
      seeds: Uint32Array.from({ length: batch }, () => random.int(2 ** 31)),
    }),
  });
}
