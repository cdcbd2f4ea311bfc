import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { type ParameterSpec, parametersOf } from '../../core/network/parameters';
import { blockSurvival } from '../../core/noise/stochastic-depth';
import { hash32, Random } from '../../core/numbers/random';
import { statelessUniform } from '../graph/ops';
import { tinyNetworks } from '../models/tiny.fixture';
import { joint } from '../objectives/joint';
import { type Tensor, tf } from '../runtime';
import {
  type EagerNetwork,
  type EagerNoise,
  eagerNetwork,
  type ToldStatistics,
} from './eager-reference.fixture';
import type { TrainSettings } from './settings';
import { classes, distance, drawnRows, plain, shared, size, trainersOf } from './small-steps.fixture';
import type { Trainer } from './trainer';

const batch = 16;
const trainerOf = trainersOf(plain);

function batchOf(step: number) {
  const weights = new Float32Array(batch).map((_, i) => (i < 4 ? 1 / 4 : 3 / 12));
  return { ...drawnRows(new Random(11, step), batch, { size, classes }), weights };
}

const copyOf = (weights: Map<string, Float32Array>) =>
  new Map([...weights].map(([name, values]) => [name, Float64Array.from(values)]));

type Numbers = ReturnType<typeof copyOf>;

const eagerOf = (arch: Architecture) => eagerNetwork({ ...shared, arch, epsilon: 1e-3 });

/** Gradients of the eager network by parameter. */
function eagerGradients(
  eager: EagerNetwork,
  { images, targets, weights }: ReturnType<typeof batchOf>,
  noise?: EagerNoise,
  told?: ToldStatistics,
): Numbers {
  const trained = [...eager.variables].filter(([, variable]) => variable.trainable);
  const { grads } = tf.variableGrads(
    () =>
      eager.loss(
        tf.tensor(Float32Array.from(images), [batch, size, size, 3]),
        tf.tensor(targets, [batch, classes]),
        tf.tensor(weights),
        noise,
        told,
      ) as never,
    trained.map(([, variable]) => variable),
  );
  return new Map(
    trained.map(([name, variable]) => [name, Float64Array.from(grads[variable.name].dataSync())]),
  );
}

/** The change that one step at rate 1 makes to every weight. */
function stepsTaken(trainer: Trainer, data: ReturnType<typeof batchOf> & { labelled?: number }): Numbers {
  const before = copyOf(trainer.weights());
  trainer.train({ ...data, learningRate: 1 });
  const after = trainer.weights();
  return new Map(
    [...before].map(([name, old]) => [name, old.map((w, i) => w - (after.get(name) as Float32Array)[i])]),
  );
}

function expectEqualSteps(taken: Numbers, expected: Numbers, tolerance = 2e-3): void {
  for (const [name, gradient] of expected)
    expect(distance(taken.get(name) as Float64Array, gradient), name).toBeLessThan(tolerance);
}

const specsOf = (arch: Architecture): ParameterSpec[] => parametersOf(layoutOf(arch, classes));

/**
 * Masks in plain arithmetic: 1/p if a uniform number is below p, from the seeds that the trainer documents (one
 * stream for each block that can be dropped, then one for the classifier). Block l of L survives with 1
 * - l/L (1 - last).
 */
function masks(
  arch: Architecture,
  last: number,
  dropout: number,
  step: number,
  /** The noise of the rows from `from` on, if it differs. */
  later = { from: batch, last, dropout },
): EagerNoise {
  const { blocks } = layoutOf(arch, classes);
  const seeds = [1, 2].map((part) => hash32(shared.seed, part, step) | 0);
  const stream = (site: number, shape: number[], keep: number, laterKeep: number): Tensor => {
    const each = shape.slice(1).reduce((product, size) => product * size, 1);
    const uniform = statelessUniform(
      tf.tensor1d(shape, 'int32'),
      tf.tensor1d([seeds[0], seeds[1] + site], 'int32'),
    ).dataSync();
    // This rounds as TensorFlow does: a draw survives if draw + p reaches 1.
    return tf.tensor(
      Float32Array.from(uniform, (u, i) => {
        const own = i < later.from * each ? keep : laterKeep;
        return Math.fround(u + Math.fround(own)) >= 1 ? 1 / own : 0;
      }),
      shape,
    );
  };
  const droppable = blocks.flatMap(({ residual }, index) => (residual && last < 1 ? [index] : []));
  const keepOf = (index: number, survival: number) => 1 - ((index + 1) / blocks.length) * (1 - survival);
  return {
    block(index) {
      const [keep, laterKeep] = [keepOf(index, last), keepOf(index, later.last)];
      return last < 1
        ? stream(1 + droppable.indexOf(index), [batch, 1, 1, 1], keep, laterKeep)
        : tf.scalar(1);
    },
    features: () =>
      dropout > 0
        ? stream(1 + droppable.length, [batch, arch.head], 1 - dropout, 1 - later.dropout)
        : tf.scalar(1),
  };
}

describe('a step of each kind of block', () => {
  it.each(Object.entries(tinyNetworks))('takes the eager gradient, without noise: %s', (_, arch) => {
    const taken = stepsTaken(trainerOf({ arch }), batchOf(0));
    const expected = eagerGradients(eagerOf(arch), batchOf(0));
    expect(expected.size).toBe(specsOf(arch).filter(({ role }) => !/mean|variance/.test(role)).length);
    expectEqualSteps(taken, expected);
  });

  it.each(Object.entries(tinyNetworks))('takes it under model noise: %s', (_, arch) => {
    const noise = { dropout: 0.4, survival: 0.5 };
    const taken = stepsTaken(trainerOf({ arch, noise }), batchOf(0));
    expectEqualSteps(taken, eagerGradients(eagerOf(arch), batchOf(0), masks(arch, 0.5, 0.4, 0)));
    const without = eagerGradients(eagerOf(arch), batchOf(0));
    expect(
      distance(taken.get('classifier.weight') as never, without.get('classifier.weight') as never),
    ).toBeGreaterThan(0.05);
  });

  it.each([
    ['dropout', { dropout: 0, survival: 0.5 }],
    ['stochastic depth', { dropout: 0.4, survival: 1 }],
    ['both', { dropout: 0, survival: 1 }],
  ])('takes it where the pool’s rows lack %s', (_, poolNoise) => {
    const { arch } = plain;
    const noise = { dropout: 0.4, survival: 0.5 };
    const trainer = trainerOf({ objective: joint, noise, poolNoise });
    const taken = stepsTaken(trainer, { ...batchOf(0), labelled: 6 });
    const later = { from: 6, last: poolNoise.survival, dropout: poolNoise.dropout };
    expectEqualSteps(taken, eagerGradients(eagerOf(arch), batchOf(0), masks(arch, 0.5, 0.4, 0, later)));
    const noised = eagerGradients(eagerOf(arch), batchOf(0), masks(arch, 0.5, 0.4, 0));
    expect(
      distance(taken.get('classifier.weight') as never, noised.get('classifier.weight') as never),
    ).toBeGreaterThan(0.02);
  });

  it('draws other masks at the next step', () => {
    const arch = plain.arch;
    const trainer = trainerOf({ noise: { dropout: 0.4, survival: 0.5 } });
    const eager = eagerOf(arch);
    trainer.train({ ...batchOf(0), learningRate: 0 });
    const taken = stepsTaken(trainer, batchOf(0));
    expectEqualSteps(taken, eagerGradients(eager, batchOf(0), masks(arch, 0.5, 0.4, 1)));
  });
});

describe('a share of the learning rate', () => {
  const share = (name: string) =>
    name.startsWith('classifier.') ? 1 : name.startsWith('blocks.') ? 0.25 : 0;

  it('moves each parameter by so much of its step', () => {
    const whole = stepsTaken(trainerOf(), batchOf(0));
    const shared = stepsTaken(trainerOf({ rateOf: share }), batchOf(0));
    for (const [name, step] of whole) {
      if (/running_(mean|var)$/.test(name)) expect(shared.get(name), name).toEqual(step);
      else
        expect(
          distance(
            shared.get(name) as Float64Array,
            step.map((value) => share(name) * value),
          ),
          name,
        ).toBeLessThan(1e-3);
    }
  });

  it('moves weight decay of adamw by as much', () => {
    const optimizer = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    const [with_, without] = [0.1, 0].map((weightDecay) =>
      stepsTaken(trainerOf({ optimizer, weightDecay, rateOf: share }), batchOf(0)),
    );
    const before = trainerOf().weights();
    for (const { name, role } of specsOf(plain.arch).filter((spec) => spec.role === 'kernel')) {
      const pulled = (with_.get(name) as Float64Array).map(
        (value, i) => value - (without.get(name) as Float64Array)[i],
      );
      const expected = Float64Array.from(before.get(name) as Float32Array, (w) => 0.1 * share(name) * w);
      expect(distance(pulled, expected), `${name} (${role})`).toBeLessThan(2e-3);
    }
  });
});

describe('layers that do not learn', () => {
  const arch = tinyNetworks['depthwise-separable'];
  const lossOf = (learns: TrainSettings['learns'], survival: number) =>
    trainerOf({ arch, learns, noise: { dropout: 0, survival } }).train({ ...batchOf(0), learningRate: 0 })
      .loss;

  it('are never dropped, since nothing in them learns from that; those that learn are', () => {
    const classifier = (name: string) => name.startsWith('classifier.');
    const lastStage = (name: string) => name.startsWith('blocks.1.') || classifier(name);
    expect(lossOf(classifier, 0.5)).toBe(lossOf(classifier, 1));
    expect(lossOf(lastStage, 0.5)).not.toBe(lossOf(lastStage, 1));
    // A block of each stage may be dropped, so that training all stages draws other masks than training the
    // last one.
    const droppable = blockSurvival(arch, 0.5).map((keep) => keep < 1);
    expect(
      layoutOf(arch, classes)
        .blocks.filter((_, i) => droppable[i])
        .map(({ stage }) => stage),
    ).toEqual([0, 0, 1]);
  });
});

describe('weight decay', () => {
  const kernels = specsOf(plain.arch).filter(({ role }) => role === 'kernel');

  it('adds its share of every kernel to the gradient of sgd, and of nothing else', () => {
    const trainer = trainerOf({ weightDecay: 0.03 });
    const before = copyOf(trainer.weights());
    const taken = stepsTaken(trainer, batchOf(0));
    const expected = eagerGradients(eagerOf(plain.arch), batchOf(0));
    for (const { name } of kernels)
      expected.set(
        name,
        (expected.get(name) as Float64Array).map((g, i) => g + 0.03 * (before.get(name) as Float64Array)[i]),
      );
    expectEqualSteps(taken, expected);
  });

  it('shrinks kernels by rate x decay beside the step of adamw, and nothing else', () => {
    const optimizer = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-3 } as const;
    const [learningRate, weightDecay] = [0.01, 0.5];
    const [decayed, free] = [trainerOf({ optimizer, weightDecay }), trainerOf({ optimizer })];
    const before = copyOf(free.weights());
    const after = [decayed, free].map((trainer) => {
      trainer.train({ ...batchOf(0), learningRate });
      return trainer.weights();
    });
    const isKernel = new Set(kernels.map(({ name }) => name));
    for (const [name, values] of after[0]) {
      const shrunk = isKernel.has(name) ? learningRate * weightDecay : 0;
      const start = before.get(name) as Float64Array;
      values.forEach((value, i) => {
        expect(
          Math.abs(value - ((after[1].get(name) as Float32Array)[i] - shrunk * start[i])),
          name,
        ).toBeLessThan(1e-5);
      });
    }
  });
});

describe('the bound of the gradient', () => {
  const free = eagerGradients(eagerOf(plain.arch), batchOf(0));
  const norm = Math.sqrt([...free.values()].reduce((sum, g) => sum + g.reduce((s, v) => s + v * v, 0), 0));

  it('scales all gradients by one factor where their joint norm is above it', () => {
    const taken = stepsTaken(trainerOf({ gradientClip: norm / 3 }), batchOf(0));
    expectEqualSteps(taken, new Map([...free].map(([name, g]) => [name, g.map((v) => v / 3)])));
  });

  it('changes nothing below it', () => {
    expectEqualSteps(stepsTaken(trainerOf({ gradientClip: norm * 1.01 }), batchOf(0)), free);
  });
});

describe('averages', () => {
  it('the weights’ average moves by 1 - decay of the way to every weight, running statistics too', () => {
    const trainer = trainerOf({ ema: true });
    const average = copyOf(trainer.weights());
    const now = (name: string) => trainer.state().get(name)?.data as Float32Array;
    for (const [step, emaDecay] of [0.1, 0.6, 0.9].entries()) {
      trainer.train({ ...batchOf(step), learningRate: 0.1, emaDecay });
      for (const [name, mean] of average) {
        const weights = now(name);
        weights.forEach((w, i) => {
          mean[i] = emaDecay * mean[i] + (1 - emaDecay) * w;
        });
      }
    }
    const kept = trainer.weights();
    for (const [name, mean] of average)
      expect(distance(kept.get(name) as Float32Array, mean), name).toBeLessThan(1e-5);
    for (const name of ['conv_stem.weight', 'bn1.running_var'])
      expect(distance(kept.get(name) as Float32Array, now(name)), name).toBeGreaterThan(1e-3);
  });

  it('running statistics keep `momentum` of what they were; the variance is the unbiased one', () => {
    const trainer = trainerOf({ batchNorm: { momentum: 0.7, epsilon: 1e-3 } });
    trainer.train({ ...batchOf(0), learningRate: 0 });
    const told: ToldStatistics = new Map();
    eagerGradients(eagerOf(plain.arch), batchOf(0), undefined, told);
    const weights = trainer.weights();
    expect(told.size).toBe(11);
    for (const [norm, { mean, variance, count }] of told) {
      weights.get(`${norm}.running_mean`)?.forEach((value, i) => {
        expect(Math.abs(value - 0.3 * mean[i]), norm).toBeLessThan(1e-4);
      });
      weights.get(`${norm}.running_var`)?.forEach((value, i) => {
        const expected = 0.7 + (0.3 * variance[i] * count) / (count - 1);
        expect(Math.abs(value / expected - 1), norm).toBeLessThan(1e-4);
      });
    }
  });
});
