import { afterAll, describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';
import { tf } from '../runtime';
import { eagerNetwork } from './eager-reference.fixture';
import type { OptimizerSettings } from './optimizers';
import type { TrainSettings } from './settings';
import { Trainer } from './trainer';

const shared = {
  arch: architecture('small'),
  classes: 5,
  mean: [0.4, 0.5, 0.6],
  std: [0.2, 0.25, 0.3],
  seed: 3,
};
const settings = (optimizer: OptimizerSettings): TrainSettings => ({
  ...shared,
  imageSize: 16,
  noise: { dropout: 0, survival: 1 },
  optimizer,
  weightDecay: 0,
  batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  ema: false,
});

/** Images, targets and weights of `rows` images, different at each step. */
function batchOf(step: number, rows = 16) {
  const random = new Random(11, step);
  const images = Uint8Array.from({ length: rows * 16 * 16 * 3 }, () => random.int(256));
  const targets = new Float32Array(rows * 5);
  for (let row = 0; row < rows; row++) {
    const parts = Array.from({ length: 5 }, () => random.next());
    const sum = parts.reduce((a, b) => a + b, 0);
    parts.forEach((part, i) => {
      targets[row * 5 + i] = part / sum;
    });
  }
  const labelled = Math.ceil(rows / 4);
  const weights = new Float32Array(rows).map((_, i) => (i < labelled ? 1 : 3) / rows);
  return { images, targets, weights };
}

/** Loss and gradients of a batch by plain tfjs. */
function eagerStep(
  eager: ReturnType<typeof eagerNetwork>,
  { images, targets, weights }: ReturnType<typeof batchOf>,
  trained: readonly (typeof eager.variables extends Map<string, infer V> ? V : never)[],
) {
  const rows = weights.length;
  const loss = () =>
    eager.loss(
      tf.tensor(Float32Array.from(images), [rows, 16, 16, 3]),
      tf.tensor(targets, [rows, 5]),
      tf.tensor(weights),
    );
  return tf.variableGrads(loss as never, [...trained]);
}

/**
 * The published update rules in plain arithmetic: `slots` start as the optimizer's; returns the new weight.
 */
type Rule = (w: Float32Array, g: Float32Array, slots: Float32Array[], lr: number, t: number) => void;

const rules: Record<OptimizerSettings['kind'], { slots: number[]; rule: Rule }> = {
  sgd: {
    slots: [0],
    rule: (w, g, [a], lr) =>
      w.forEach((_, i) => {
        a[i] = 0.9 * a[i] + g[i];
        w[i] -= lr * a[i];
      }),
  },
  rmsprop: {
    slots: [1, 0],
    rule: (w, g, [ms, mom], lr) =>
      w.forEach((_, i) => {
        ms[i] = 0.9 * ms[i] + 0.1 * g[i] * g[i];
        mom[i] = 0.9 * mom[i] + (lr * g[i]) / Math.sqrt(ms[i] + 1e-3);
        w[i] -= mom[i];
      }),
  },
  adamw: {
    slots: [0, 0],
    rule: (w, g, [m, v], lr, t) =>
      w.forEach((_, i) => {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        const rate = (lr * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
        w[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + 1e-3);
      }),
  },
};

const cases: [OptimizerSettings, number][] = [
  [{ kind: 'sgd', momentum: 0.9 }, 0.01],
  [{ kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-3 }, 1e-3],
  [{ kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-3 }, 0.01],
];

describe('a traced training step equals the same step run eagerly', () => {
  // Plain gradient descent at rate 1 subtracts exactly the gradient from each weight.
  const trainer = new Trainer(settings({ kind: 'sgd', momentum: 0 }));
  const fresh = trainer.state();
  afterAll(() => trainer.close());

  it.each([2, 3, 8, 16])('in every gradient, with %i images in the graph that serves all', (rows) => {
    trainer.setState(fresh, 0);
    const eager = eagerNetwork({ ...shared, epsilon: 1e-3 });
    const trained = [...eager.variables].filter(([, variable]) => variable.trainable);
    const batch = batchOf(rows, rows);
    const before = new Map([...trainer.weights()].map(([name, values]) => [name, Float32Array.from(values)]));
    const { loss } = trainer.train({ ...batch, learningRate: 1 });
    const after = new Map(trainer.weights());
    const { value, grads } = eagerStep(
      eager,
      batch,
      trained.map(([, variable]) => variable),
    );
    expect(Math.abs(loss / value.dataSync()[0] - 1)).toBeLessThan(1e-5);
    expect(trained.length).toBeGreaterThan(50);
    for (const [name, variable] of trained) {
      const [old, now] = [before.get(name) as Float32Array, after.get(name) as Float32Array];
      const gradient = grads[variable.name].dataSync();
      const norm = Math.hypot(...gradient);
      const distance = Math.hypot(...gradient.map((g, i) => old[i] - now[i] - g));
      expect(distance / (norm + 1e-3), name).toBeLessThan(1e-3);
    }
  });

  it.each(cases)('$kind: losses and weights over 5 steps of other batches', (optimizer, learningRate) => {
    const trainer = new Trainer(settings(optimizer));
    const eager = eagerNetwork({ ...shared, epsilon: 1e-3 });
    const trained = [...eager.variables.values()].filter((variable) => variable.trainable);
    const { slots: starts, rule } = rules[optimizer.kind];
    const slots = trained.map((variable) =>
      starts.map((start) => new Float32Array(variable.size).fill(start)),
    );
    for (let step = 0; step < 5; step++) {
      const batch = batchOf(step, 16 - 3 * step);
      const traced = trainer.train({ ...batch, learningRate }).loss;
      const { value, grads } = eagerStep(eager, batch, trained);
      expect(Math.abs(traced - value.dataSync()[0])).toBeLessThan(2e-5 * Math.max(1, traced));
      trained.forEach((variable, i) => {
        const w = variable.dataSync() as Float32Array;
        rule(w, grads[variable.name].dataSync() as Float32Array, slots[i], learningRate, step + 1);
        variable.assign(tf.tensor(w, variable.shape));
      });
    }
    let worst = 0;
    for (const [name, weight] of trainer.weights()) {
      const variable = eager.variables.get(name);
      if (!variable?.trainable) continue;
      const values = variable.dataSync();
      const norm = Math.sqrt(weight.reduce((sum, w) => sum + w * w, 0)) + 1e-2;
      const distance = Math.sqrt(weight.reduce((sum, w, i) => sum + (w - values[i]) ** 2, 0));
      worst = Math.max(worst, distance / norm);
    }
    expect(worst).toBeLessThan(1e-4);
    trainer.close();
  });
});
