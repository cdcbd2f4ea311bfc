import { describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';
import type { OptimizerSettings } from './optimizers';
import { dealt } from './parts';
import type { TrainSettings } from './settings';
import { drawnRows, trainersOf } from './small-steps.fixture';
import type { TrainBatch, Trainer } from './trainer';

const [size, classes] = [12, 4];
const settings: TrainSettings = {
  arch: architecture('small'),
  classes,
  imageSize: size,
  mean: [0.5, 0.5, 0.5],
  std: [0.25, 0.25, 0.25],
  noise: { dropout: 0.2, survival: 0.7 },
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  weightDecay: 0.01,
  gradientClip: 1,
  batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  ema: true,
  seed: 7,
};
/**
 * Normalises with running averages, so that images of a batch do not depend on each other: then the parts
 * equal the whole up to rounding.
 */
const apart: Partial<TrainSettings> = {
  noise: { dropout: 0, survival: 1 },
  learns: (name) => !/(^|\.)bn\d\./.test(name),
};

function batchOf(rows: number, seed: number): TrainBatch {
  const weights = new Float32Array(rows).map((_, i) => (i < 3 ? 1 / 3 : 0.5 / (rows - 3)));
  const drawn = drawnRows(new Random(seed), rows, { size, classes });
  return { ...drawn, weights, learningRate: 0.01, emaDecay: 0.9 };
}

describe('a batch in parts', () => {
  const make = trainersOf(settings);

  const optimizers: OptimizerSettings[] = [
    { kind: 'sgd', momentum: 0.9 },
    { kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-3 },
    { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-3 },
  ];
  it.each(optimizers)('takes the step of the whole batch: $kind', (optimizer) => {
    const [whole, parts] = [make({ ...apart, optimizer }), make({ ...apart, optimizer }, 4)];
    const start = whole.state();
    for (const rows of [10, 7]) {
      const batch = batchOf(rows, rows);
      const [a, b] = [whole.train(batch), parts.train(batch)];
      expect(b.loss).toBeCloseTo(a.loss, 4);
      expect(b.predicted).toEqual(a.predicted);
      b.rowLoss.forEach((loss, row) => {
        expect(loss).toBeCloseTo(a.rowLoss[row], 4);
      });
    }
    const [one, other] = [whole.state(), parts.state()];
    expect([...other.keys()]).toEqual([...one.keys()]);
    let moved = 0;
    for (const [name, { data }] of one) {
      const [then, now] = [start.get(name)?.data as Float32Array, other.get(name)?.data as Float32Array];
      const step = Math.hypot(...(data as Float32Array).map((value, i) => value - then[i]));
      const off = Math.hypot(...(data as Float32Array).map((value, i) => value - now[i]));
      expect(off, name).toBeLessThan(1e-3 * step + 1e-6);
      if (step > 1e-4) moved++;
    }
    expect(moved).toBeGreaterThan(60);
  });

  it('is the whole batch, noise and normalisation too, where one part holds it', () => {
    const [whole, parts] = [make({}), make({}, 8)];
    for (const rows of [8, 5]) {
      const [a, b] = [whole.train(batchOf(rows, rows)), parts.train(batchOf(rows, rows))];
      a.rowLoss.forEach((loss, row) => {
        expect(b.rowLoss[row]).toBeCloseTo(loss, 4);
      });
    }
  });

  it('moves the running averages as far as the whole batch does', () => {
    // A moving average keeps a share of its earlier value: 0.9 of a mean, while all parts see zeros.
    const blank = { ...batchOf(8, 1), images: new Uint8Array(8 * size * size * 3), learningRate: 0 };
    const [whole, parts] = [
      make({ noise: { dropout: 0, survival: 1 } }),
      make({ noise: { dropout: 0, survival: 1 } }, 2),
    ];
    whole.train(blank);
    parts.train(blank);
    const mean = (trainer: Trainer) => trainer.state().get('bn1.running_mean')?.data as Float32Array;
    const seen = mean(parts);
    expect(Math.max(...mean(whole).map(Math.abs))).toBeGreaterThan(0.001);
    mean(whole).forEach((value, i) => {
      expect(seen[i]).toBeCloseTo(value, 5);
    });
  });

  it('goes on from the checkpoint of whole batches and back', () => {
    const [whole, parts] = [make({}), make({}, 3)];
    whole.train(batchOf(8, 1));
    parts.setState(whole.state(), whole.step);
    parts.train(batchOf(8, 2));
    whole.setState(parts.state(), parts.step);
    expect(whole.step).toBe(2);
    expect(Number.isFinite(whole.train(batchOf(8, 3)).loss)).toBe(true);
  });

  it('draws other noise in each part', () => {
    const trainer = make({ batchNorm: { momentum: 1, epsilon: 1e-3 } }, 2);
    const one = batchOf(2, 3);
    const twice = <A extends Uint8Array | Float32Array>(values: A) => {
      // Rows 0 and 2 are dealt to one part and rows 1 and 3 to the other, so both parts see the same two
      // images.
      const width = values.length / 2;
      const out = new (values.constructor as new (n: number) => A)(4 * width);
      [0, 0, 1, 1].forEach((row, i) => {
        out.set(values.subarray(row * width, (row + 1) * width) as never, i * width);
      });
      return out;
    };
    const batch = {
      ...one,
      images: twice(one.images),
      targets: twice(one.targets),
      weights: new Float32Array(4).fill(0.25),
    };
    const { rowLoss } = trainer.train({ ...batch, learningRate: 0 });
    expect(rowLoss[0]).not.toBe(rowLoss[1]);
  });
});

describe('rows dealt into parts', () => {
  it('are all there once, with a share of the labelled ones in each part', () => {
    const parts = dealt(11, 4);
    expect(parts.map((part) => [...part])).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8],
    ]);
    expect(dealt(8, 100).map((part) => part.length)).toEqual([8]);
    expect(dealt(5, 1)).toHaveLength(5);
  });
});
