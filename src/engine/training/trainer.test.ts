import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';
import { readCheckpoint } from '../../files/safetensors/safetensors';
import { Predictor } from '../inference/predictor';
import { binding } from '../runtime';
import { saveBatch } from './bad-batch';
import type { TrainSettings } from './settings';
import { type TrainBatch, Trainer } from './trainer';

const base: TrainSettings = {
  arch: architecture('small'),
  classes: 4,
  imageSize: 12,
  mean: [0.5, 0.5, 0.5],
  std: [0.25, 0.25, 0.25],
  noise: { dropout: 0.1, survival: 0.9 },
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  weightDecay: 0.01,
  gradientClip: 5,
  batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  ema: true,
  seed: 7,
};

/** Four classes that differ in brightness, so that a few steps can tell them apart. */
function batchOf(seed: number): TrainBatch {
  const random = new Random(seed);
  const images = new Uint8Array(8 * 12 * 12 * 3);
  const targets = new Float32Array(8 * 4);
  for (let i = 0; i < 8; i++) {
    const label = random.int(4);
    targets[i * 4 + label] = 1;
    for (let p = 0; p < 432; p++) images[i * 432 + p] = label * 60 + random.int(20);
  }
  return { images, targets, weights: new Float32Array(8).fill(1 / 8), learningRate: 2e-3, emaDecay: 0.9 };
}

function bytesOf(trainer: Trainer): Buffer {
  const parts = [...trainer.state().values()].map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
  return Buffer.concat(parts);
}

const folder = mkdtempSync(join(tmpdir(), 'trainer-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('Trainer', () => {
  const open: { close(): void }[] = [];
  const make = (settings: TrainSettings) => {
    const trainer = new Trainer(settings);
    open.push(trainer);
    return trainer;
  };
  afterAll(() => {
    for (const item of open) item.close();
  });

  it.each([
    ['adamw', base.optimizer, 2e-3],
    ['sgd', { kind: 'sgd', momentum: 0.9 } as const, 0.01],
    ['rmsprop', { kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-3 } as const, 0.003],
  ])('learns with %s', (_name, optimizer, learningRate) => {
    const trainer = make({ ...base, optimizer, weightDecay: 1e-4 });
    const losses = Array.from({ length: 80 }, (_, i) => trainer.train({ ...batchOf(i), learningRate }).loss);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(losses.slice(-8))).toBeLessThan(0.7 * mean(losses.slice(0, 8)));
  });

  it('continues bit for bit from a saved state', () => {
    const undisturbed = make(base);
    for (let i = 0; i < 10; i++) undisturbed.train(batchOf(i));
    const first = make(base);
    for (let i = 0; i < 5; i++) first.train(batchOf(i));
    const second = make({ ...base });
    // The state is restored in several parts, like the variables of a large network.
    second.setState(new Map(first.stateParts(2 ** 20)), first.step, 2 ** 20);
    for (let i = 5; i < 10; i++) second.train(batchOf(i));
    expect(bytesOf(second).equals(bytesOf(undisturbed))).toBe(true);
  });

  it('stops on a loss that is not finite', () => {
    const trainer = make(base);
    const bad = batchOf(1);
    bad.weights.fill(Number.NaN);
    expect(() => trainer.train(bad)).toThrow(
      /loss became NaN at step 1 \(that of each image is finite\)\. Lower/,
    );
    const other = batchOf(2);
    other.targets[3 * 4] = Number.NaN;
    other.targets[5 * 4 + 1] = Number.POSITIVE_INFINITY;
    const fresh = make(base);
    expect(() => fresh.train(other)).toThrow(/at step 1 \(2 of 8 images of the batch: rows 3, 5\)/);
    expect(fresh.step).toBe(0);
  });

  it('keeps a batch to be looked at', () => {
    const file = join(folder, 'bad.safetensors');
    const batch = batchOf(4);
    saveBatch(file, batch);
    const { tensors } = readCheckpoint(file);
    expect(tensors.get('images')).toEqual({ shape: [8, 12, 12, 3], data: batch.images });
    expect(tensors.get('targets')).toEqual({ shape: [8, 4], data: batch.targets });
    expect(tensors.get('weights')?.data).toEqual(batch.weights);
  });

  it('frees what it makes', () => {
    const trainer = make(base);
    trainer.train(batchOf(0));
    const before = binding.getNumOfTensors();
    for (let i = 0; i < 50; i++) trainer.train(batchOf(i));
    expect(binding.getNumOfTensors()).toBe(before);
  });

  it('predicts with folded averages', () => {
    const trainer = make(base);
    for (let i = 0; i < 120; i++) trainer.train(batchOf(i));
    const settings = { ...base, batch: 5, batchNormEpsilon: base.batchNorm.epsilon };
    const predictor = new Predictor(settings);
    const frozen = new Predictor(settings, trainer.weights());
    open.push(predictor, frozen);
    predictor.setWeights(trainer.weights());
    const { images, targets } = batchOf(99);
    const { logits, features } = predictor.predict(images);
    expect(frozen.predict(images)).toEqual({ logits, features });
    expect(() => frozen.setWeights(trainer.weights())).toThrow('one set of weights');
    expect(features.length).toBe(8 * base.arch.head);
    const right = Array.from({ length: 8 }, (_, i) => {
      const row = Array.from(logits.subarray(i * 4, i * 4 + 4));
      return targets[i * 4 + row.indexOf(Math.max(...row))];
    });
    expect(right.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(7);
  });

  it('changes only the layers that learn, and gives the rest to inference as they were', () => {
    const whole = make(base);
    for (let i = 0; i < 3; i++) whole.train(batchOf(i));
    const before = whole.weights();
    const learns = (name: string) => /^(conv_head|bn2|classifier)/.test(name);
    const fixed = make({ ...base, ema: false, learns });
    fixed.setWeights(before);
    for (let i = 0; i < 3; i++) fixed.train(batchOf(i));
    const after = fixed.weights();
    const changed = [...before].filter(([name, values]) => values.some((v, i) => v !== after.get(name)?.[i]));
    expect(changed.map(([name]) => name).sort()).toEqual([...before.keys()].filter(learns).sort());
  });
});
