import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawMixes } from '../../core/noise/mix';
import type { InputNoise } from '../../core/recipe';
import { augmentImage, cleanImage } from '../augment';
import { mixPair } from '../augment/mix-pair';
import { PixelCache } from '../cache/pixel-cache';
import { BatchLoader, type BatchLoaderOptions } from './batch-loader';

const size = 12;
const images = 40;
const noise: InputNoise = {
  randAugment: { ops: 2, magnitude: 5, set: 'released' },
  flip: true,
  crop: 0.1,
  cropArea: 1,
  cropRatio: 0.75,
  interpolation: 'bicubic',
  cutout: 0.2,
  mixup: 0,
  cutmix: 0,
};
const pixelsOf = (i: number) => new Uint8Array(size * size * 3).map((_, at) => (i * 37 + at * 11) % 256);
const plan = (step: number) => ({
  rows: Int32Array.from({ length: 17 }, (_, i) => (step * 13 + i * i) % images),
  seeds: Uint32Array.from({ length: 17 }, (_, i) => step * 1000 + i),
});

let folder: string;
let workerEntry: URL;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loader-'));
  const cache = PixelCache.open(folder, size);
  for (let i = 0; i < images; i++) cache.append((i + 1).toString(16).padStart(64, '0'), pixelsOf(i));
  cache.close();
  const outDir = join(folder, 'out');
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: fileURLToPath(new URL('./augment-worker.ts', import.meta.url)), outDir },
  });
  workerEntry = pathToFileURL(join(outDir, 'augment-worker.js'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function loader(changes: Partial<BatchLoaderOptions>): BatchLoader {
  const usual = {
    cacheFolder: folder,
    imageSize: size,
    noises: [noise],
    workers: 0,
    firstStep: 0,
    lastStep: 20,
    plan,
  };
  return new BatchLoader({ ...usual, workerEntry, ...changes });
}

async function drain(from: BatchLoader, steps: number): Promise<{ step: number; images: Uint8Array }[]> {
  const batches = [];
  for (let i = 0; i < steps; i++) {
    const { step, images } = await from.next();
    batches.push({ step, images: images.slice() });
  }
  await from.close();
  return batches;
}

describe('BatchLoader', () => {
  it('makes each image from its row and seed alone', async () => {
    const [first] = await drain(loader({ firstStep: 7 }), 1);
    const { rows, seeds } = plan(7);
    const expected = new Uint8Array(size * size * 3);
    rows.forEach((row, i) => {
      augmentImage(pixelsOf(row), expected, size, noise, seeds[i]);
      expect(first.images.subarray(i * expected.length, (i + 1) * expected.length)).toEqual(expected);
    });
  });

  it('makes each view of an image with its own noise, in threads as without', async () => {
    const weak = { ...noise, cutout: 0, randAugment: { ...noise.randAugment, ops: 0 } };
    const twoViews = (step: number) => {
      const { rows, seeds } = plan(step);
      return { rows, seeds, views: Uint8Array.from(rows, (_, i) => i % 3) };
    };
    const noises = [noise, null, weak];
    const inline = await drain(loader({ noises, plan: twoViews }), 4);
    const { rows, seeds, views } = twoViews(2);
    const expected = new Uint8Array(size * size * 3);
    rows.forEach((row, i) => {
      const own = noises[views[i]];
      if (own) augmentImage(pixelsOf(row), expected, size, own, seeds[i]);
      else expected.set(pixelsOf(row));
      expect(inline[2].images.subarray(i * expected.length, (i + 1) * expected.length)).toEqual(expected);
    });
    for (const workers of [1, 3])
      expect(await drain(loader({ noises, plan: twoViews, workers }), 4)).toEqual(inline);
  });

  it('mixes neighbours after their noise, in threads as without, and whole pairs in each', async () => {
    const mixed = (step: number) => ({
      ...plan(step),
      mixes: [
        ...drawMixes({ from: 0, count: 7 }, size, { mixup: 1, cutmix: 1 }, 3, step),
        ...drawMixes({ from: 7, count: 10 }, size, { mixup: 1, cutmix: 1 }, 3, step),
      ],
    });
    for (const noises of [[noise], [null]]) {
      const plain = await drain(loader({ noises }), 6);
      const inline = await drain(loader({ noises, plan: mixed }), 6);
      for (const { step, images } of plain) {
        for (const mix of mixed(step).mixes) mixPair(images, size, mix);
        expect(inline[step].images).toEqual(images);
      }
      for (const workers of [1, 2, 5])
        expect(await drain(loader({ noises, plan: mixed, workers }), 6)).toEqual(inline);
      expect(await drain(loader({ noises, plan: mixed, workers: 2, firstStep: 4 }), 2)).toEqual(
        inline.slice(4),
      );
    }
  });

  it('hands images on as they are where no view has noise', async () => {
    const [first] = await drain(loader({ noises: [null, null] }), 1);
    const { rows } = plan(0);
    expect(first.images.subarray(0, size * size * 3)).toEqual(pixelsOf(rows[0]));
  });

  it('cuts crops out of larger cached images, and gives clean ones at its own size', async () => {
    const side = 15;
    const large = (i: number) => new Uint8Array(side * side * 3).map((_, at) => (i * 41 + at * 7) % 256);
    const cache = PixelCache.open(folder, side, 'contain');
    for (let i = 0; i < images; i++) cache.append((i + 1).toString(16).padStart(64, '0'), large(i));
    cache.close();
    const pixels = { side, fit: 'contain' } as const;
    const crops = { ...noise, cropArea: 0.2 };
    const [cropped] = await drain(loader({ pixels, noises: [crops] }), 1);
    const [clean] = await drain(loader({ pixels, noises: [null] }), 1);
    const { rows, seeds } = plan(0);
    const expected = new Uint8Array(size * size * 3);
    rows.forEach((row, i) => {
      const part = [i * expected.length, (i + 1) * expected.length] as const;
      augmentImage(large(row), expected, size, crops, seeds[i]);
      expect(cropped.images.subarray(...part)).toEqual(expected);
      cleanImage(large(row), expected, size);
      expect(clean.images.subarray(...part)).toEqual(expected);
    });
    expect(await drain(loader({ pixels, noises: [crops], workers: 2 }), 1)).toEqual([cropped]);
  });

  it('gives equal bytes in the order of steps with 0, 1 and 3 threads', async () => {
    const inline = await drain(loader({}), 20);
    expect(inline.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(inline[0].images).not.toEqual(inline[1].images);
    expect(await drain(loader({ workers: 1, ahead: 1 }), 20)).toEqual(inline);
    expect(await drain(loader({ workers: 3 }), 20)).toEqual(inline);
  });

  it('goes on in the middle as if it had begun at the start, with batches of changing size', async () => {
    const growing = (step: number) => ({
      rows: new Int32Array(step + 1).fill(step),
      seeds: new Uint32Array(step + 1),
    });
    const whole = await drain(loader({ workers: 2, plan: growing }), 20);
    const rest = await drain(loader({ workers: 3, firstStep: 11, plan: growing }), 9);
    expect(rest).toEqual(whole.slice(11));
  });

  it('keeps a batch as it is until the next is asked for', async () => {
    const from = loader({ workers: 2, ahead: 2 });
    const { images } = await from.next();
    const copy = images.slice();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(images).toEqual(copy);
    await from.close();
  });

  for (const workers of [0, 2]) {
    it(`ends after the last step (${workers} threads)`, async () => {
      const from = loader({ workers, lastStep: 2 });
      await from.next();
      await from.next();
      await expect(from.next()).rejects.toMatchObject({ code: 'no-more-batches' });
      await from.close();
    });

    it(`names the step whose row is missing or whose plan fails (${workers} threads)`, async () => {
      const missing = (step: number) =>
        step === 3 ? { rows: Int32Array.of(1, 2, 999), seeds: new Uint32Array(3) } : plan(step);
      const from = loader({ workers, plan: missing });
      for (let i = 0; i < 3; i++) await from.next();
      await expect(from.next()).rejects.toMatchObject({ code: 'batch-failed', message: /step 3 .*row 999/ });
      await from.close();
      const throwing = loader({
        workers,
        plan: () => {
          throw new Error('no plan');
        },
      });
      await expect(throwing.next()).rejects.toMatchObject({
        code: 'batch-failed',
        message: /step 0 .*no plan/,
      });
      await throwing.close();
    });

    it(`counts the share of time waited (${workers} threads)`, async () => {
      const from = loader({ workers });
      expect(from.waitShare()).toBe(0);
      await from.next();
      const early = from.waitShare();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(from.waitShare()).toBeGreaterThan(0);
      expect(from.waitShare()).toBeLessThan(early);
      await from.close();
    });
  }

  it('plans each step once, in order, `ahead` of the one in use and not past the last', async () => {
    const planned: number[] = [];
    const from = loader({
      workers: 2,
      ahead: 3,
      firstStep: 5,
      lastStep: 11,
      plan: (step) => {
        planned.push(step);
        return plan(step);
      },
    });
    expect(planned).toEqual([5, 6, 7, 8]);
    await from.next();
    expect(planned).toEqual([5, 6, 7, 8]);
    await from.next();
    expect(planned).toEqual([5, 6, 7, 8, 9]);
    for (let i = 0; i < 4; i++) await from.next();
    expect(planned).toEqual([5, 6, 7, 8, 9, 10]);
    await from.close();
  });

  it('closes while a batch is awaited, and twice', async () => {
    const from = loader({ workers: 2 });
    const awaited = from.next();
    await Promise.all([from.close(), expect(awaited).rejects.toMatchObject({ code: 'no-more-batches' })]);
    await from.close();
    await expect(from.next()).rejects.toMatchObject({ code: 'no-more-batches' });
  });

  it('says what is wrong when the threads have no cache or no code', async () => {
    const from = loader({ workers: 2, cacheFolder: join(folder, 'nowhere') });
    await expect(from.next()).rejects.toMatchObject({ code: 'batch-failed', message: /step 0 .*nowhere/ });
    await from.close();
    expect(() => loader({ workers: 1, workerEntry: new URL('file:///nowhere.js') })).toThrow(/npm run build/);
  });
});
