import { expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16 } from '../../core/numbers/float16';
import { Random } from '../../core/numbers/random';
import { softmax } from '../../core/selection';
import { Cancelled } from '../job/turn';
import { HeldOutGatherer, heldOutByFolds } from './held-out';
import { fitScores, OodScorer } from './ood-scorer';
import type { SpooledOutputs } from './spooled-outputs';

it('keeps what is said of every held-out image, however many there are', () => {
  const [images, classes, width, batch] = [25_000, 2, 2, 4000];
  const random = new Random(5);
  const drawn = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const fit = { features: drawn(40 * width), logits: drawn(40 * classes), classes };
  const scorer = new OodScorer(
    fitScores(
      { images: 40, pieces: () => [fit] },
      Int32Array.from({ length: 40 }, (_, i) => i % 2),
    ),
  );
  const [features, logits] = [drawn(images * width), drawn(images * classes)];
  const featured = Int32Array.of(0, 3999, 4000, 19_999, 24_999);
  const gatherer = new HeldOutGatherer(images, classes, featured);
  for (let from = 0; from < images; from += batch) {
    const to = Math.min(images, from + batch);
    const part = {
      features: features.subarray(from * width, to * width),
      logits: logits.subarray(from * classes, to * classes),
    };
    gatherer.append(from, part, scorer);
  }
  scorer.close();
  const { plan } = gatherer.end(
    Int32Array.from({ length: images }, (_, i) => i + 1),
    0.95,
  );
  expect(plan?.ids).toHaveLength(images);
  const said = decodeFloat16(plan?.soft.values as Uint16Array);
  const expected = softmax(logits, classes);
  expect(said).toHaveLength(expected.length);
  for (const at of [0, 19_999, 20_001, 49_999]) expect(said[at]).toBeCloseTo(expected[at], 3);
  expect(plan?.features?.width).toBe(width);
  const kept = [...featured].flatMap((row) => [...features.subarray(row * width, (row + 1) * width)]);
  expect(plan?.features?.values).toEqual(encodeFloat16(Float32Array.from(kept)));
});

it('judges by folds, one after the other, and is broken off between two', async () => {
  const [images, width] = [30, 4];
  const random = new Random(7);
  const features = Float32Array.from({ length: images * width }, () => random.normal());
  const spooled = { images, width, features: () => [features] } as unknown as SpooledOutputs;
  const fit = {
    hashes: new Uint8Array(images * 32),
    labels: Int32Array.from({ length: images }, (_, i) => i % 2),
  };
  const asked = { ids: Int32Array.from(fit.labels.keys()), folds: { count: 5, lambda: 0.1 }, keep: 0.95 };
  const judged = async (most: number) => {
    const controller = new AbortController();
    const done: number[] = [];
    const hooks = {
      signal: controller.signal,
      progress: (progress: { done: number }) => {
        if (done.push(progress.done) === most) controller.abort();
      },
    };
    return { done, outputs: await heldOutByFolds(spooled, fit, asked, 2, hooks).catch((error) => error) };
  };
  const whole = await judged(99);
  expect(whole.done).toEqual([6, 12, 18, 24, 30]);
  expect(whole.outputs.plan).toMatchObject({ ids: asked.ids, by: { folds: 5 } });
  const broken = await judged(2);
  expect(broken.done).toEqual([6, 12]);
  expect(broken.outputs).toBeInstanceOf(Cancelled);
});

it('judges two images a class by folds, of which each leaves some classes one', async () => {
  const [classes, width] = [5, 8];
  const images = 2 * classes;
  const random = new Random(11);
  const features = Float32Array.from({ length: images * width }, () => random.normal());
  const spooled = { images, width, features: () => [features] } as unknown as SpooledOutputs;
  const labels = Int32Array.from({ length: images }, (_, i) => i % classes);
  const fit = { hashes: new Uint8Array(images * 32), labels };
  const hooks = { signal: new AbortController().signal, progress: () => {} };
  const asked = (count: number) => ({
    ...{ ids: Int32Array.from(labels.keys()), keep: 0.95 },
    folds: { count, lambda: 0.1 },
  });
  // With two folds, each fit has one image of each class: nothing shows how images of a class differ.
  for (const count of [2, 5]) {
    const { plan, limits } = await heldOutByFolds(spooled, fit, asked(count), classes, hooks);
    expect(plan?.by).toEqual({ folds: count });
    for (const limit of Object.values(limits)) expect(limit).toEqual(expect.any(Number));
  }
});
