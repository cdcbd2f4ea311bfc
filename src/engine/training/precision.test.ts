import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { tinyNetworks } from '../models/tiny.fixture';
import { fixmatch } from '../objectives/fixmatch';
import { freematch } from '../objectives/freematch';
import { meanTeacher } from '../objectives/mean-teacher';
import type { TrainSettings } from './settings';
import { classes, distance, drawnRows, plain, size, trainersOf } from './small-steps.fixture';
import type { Trainer } from './trainer';

const rows = 24;
const trainerOf = trainersOf(plain);
const batchOf = (step: number, learningRate = 1) => ({
  ...drawnRows(new Random(31, step), rows, { size, classes }),
  ...{ weights: new Float32Array(rows).fill(1 / rows), learningRate, labelled: 8 },
});

/** Everything that one step at rate 1 subtracts from the weights, as one list. */
function gradientOf(trainer: Trainer, changes = batchOf(1)): { gradient: number[]; loss: number } {
  const before = trainer.weights();
  const { loss } = trainer.train(changes);
  const after = trainer.weights();
  const learnt = [...before].filter(([name]) => !name.includes('running'));
  return {
    gradient: learnt.flatMap(([name, values]) =>
      Array.from(values, (value, i) => value - (after.get(name) as Float32Array)[i]),
    ),
    loss,
  };
}

/**
 * A number in bfloat16 is off by at most 0.4 %, and a gradient by a few such errors. The gradient of ReLU6 jumps, so an activation near 0
 * that is rounded to the other side gets another gradient.
 */
const lossOff = 0.01;
const gradientOff = ({ arch = plain.arch }: Partial<TrainSettings>) =>
  arch.activation === 'relu6' ? 0.2 : 0.06;

/** The bits of a float32 that the narrow type does not have. */
const finer = { bfloat16: 0xffff, float16: 0x1fff } as const;

const objectives: [string, Partial<TrainSettings>][] = [
  ...Object.entries(tinyNetworks).map(([name, arch]): [string, Partial<TrainSettings>] => [name, { arch }]),
  [
    'with clipped gradients and frozen layers',
    { gradientClip: 0.5, learns: (name) => !name.startsWith('bn1') },
  ],
  ['with dropout and stochastic depth', { noise: { dropout: 0.3, survival: 0.6 } }],
];

describe.each(['bfloat16', 'float16'] as const)('a step in %s', (precision) => {
  it.each(objectives)('has the loss and the gradient of one in float32: %s', (_, changes) => {
    const [exact, rounded] = [trainerOf(changes), trainerOf({ ...changes, precision })];
    const [one, other] = [gradientOf(exact), gradientOf(rounded)];
    expect(Math.abs(other.loss / one.loss - 1)).toBeLessThan(lossOff);
    expect(distance(other.gradient, one.gradient)).toBeLessThan(gradientOff(changes));
    // If both gradients were equal, the narrow type would not have been used.
    expect(other.gradient).not.toEqual(one.gradient);
  });

  it.each([
    ['fixmatch', { objective: fixmatch, consistency: { threshold: 0.2, temperature: 0.5, weight: 1 } }],
    [
      'freematch',
      { objective: freematch, consistency: { temperature: 0, weight: 1, stateDecay: 0.9, fairness: 0.1 } },
    ],
    ['mean teacher', { objective: meanTeacher, consistency: { weight: 5 } }],
  ])('is possible with %s, in batches of any size and in parts', (_, changes: Partial<TrainSettings>) => {
    const parts = [trainerOf({ ...changes, precision }), trainerOf({ ...changes, precision }, 12)];
    for (const trainer of parts) {
      const { loss } = trainer.train(batchOf(1, 0.01));
      expect(Number.isFinite(loss)).toBe(true);
      expect(
        trainer
          .weights()
          .get('bn1.running_mean')
          ?.some((value) => value !== 0),
      ).toBe(true);
    }
  });

  it('learns as one in float32 does, and keeps weights finer than it has them itself', () => {
    const quick: Partial<TrainSettings> = {
      optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    };
    const trainers = [trainerOf(quick), trainerOf({ ...quick, precision })];
    const [exact, rounded] = trainers.map((trainer) =>
      Array.from({ length: 40 }, () => trainer.train(batchOf(1, 0.01)).loss),
    );
    for (const losses of [exact, rounded]) expect(losses[39]).toBeLessThan(losses[0] / 4);
    for (const [step, loss] of exact.entries()) expect(Math.abs(rounded[step] - loss)).toBeLessThan(0.1);
    const bits = new Uint32Array(
      (trainers[1].weights().get('classifier.weight') as Float32Array).slice().buffer,
    );
    expect(bits.filter((each) => (each & finer[precision]) !== 0).length).toBeGreaterThan(bits.length / 2);
  });
});

describe('a scaled loss', () => {
  /** A batch in which the loss of every row has this weight. */
  const weighted = (weight: number) => ({ ...batchOf(1), weights: new Float32Array(rows).fill(weight) });

  it('has gradients that are too small for float16', () => {
    const [exact, rounded] = [trainerOf(), trainerOf({ precision: 'float16' })];
    // The learning rate of 10^7 makes the changes of weights large enough: a difference of weights has no digits as small as the gradient.
    const small = { ...weighted(1e-7), learningRate: 1e7 };
    const [one, other] = [gradientOf(exact, small), gradientOf(rounded, small)];
    const smallest = 1e7 * 2 ** -24;
    const tooSmall = one.gradient.filter((value) => value !== 0 && Math.abs(value) < smallest);
    expect(tooSmall.length).toBeGreaterThan(one.gradient.length / 2);
    expect(distance(other.gradient, one.gradient)).toBeLessThan(0.01);
  });

  it('leaves the weights where its gradient is too large, is halved, and then is not', () => {
    const trainer = trainerOf({ precision: 'float16' });
    const large = weighted(40);
    const skipped: boolean[] = [];
    let scale = 65_536;
    for (let step = 0; step < 12; step++) {
      const before = trainer.weights().get('classifier.weight');
      const { loss } = trainer.train({ ...large, learningRate: 1e-6 });
      expect(Number.isFinite(loss)).toBe(true);
      skipped.push(String(trainer.weights().get('classifier.weight')) === String(before));
      if (skipped[step]) scale /= 2;
      expect(trainer.state().get('loss-scale')?.data[0]).toBe(scale);
    }
    expect(skipped[0]).toBe(true);
    expect(skipped[11]).toBe(false);
    // Once the scale fits, no later step is skipped.
    expect(skipped.lastIndexOf(true)).toBe(skipped.indexOf(false) - 1);
  });

  it('goes on from a checkpoint to the bit, and from one of another precision', () => {
    const make = () =>
      trainerOf({ precision: 'float16', optimizer: { kind: 'sgd', momentum: 0.9 }, ema: true });
    const [calm, stopped, resumed] = [make(), make(), make()];
    for (let step = 0; step < 6; step++) calm.train(batchOf(step, 0.01));
    for (let step = 0; step < 3; step++) stopped.train(batchOf(step, 0.01));
    resumed.setState(stopped.state(), stopped.step);
    for (let step = 3; step < 6; step++) resumed.train(batchOf(step, 0.01));
    expect(resumed.state()).toEqual(calm.state());
    const exact = trainerOf({ optimizer: { kind: 'sgd', momentum: 0.9 }, ema: true });
    exact.setState(stopped.state(), stopped.step);
    resumed.setState(exact.state(), exact.step);
    expect(resumed.weights()).toEqual(exact.weights());
  });

  it('is given up where no scale helps', () => {
    const trainer = trainerOf({ precision: 'float16' });
    const huge = weighted(1e30);
    expect(() => {
      for (let step = 0; step < 40; step++) trainer.train(huge);
    }).toThrow(expect.objectContaining({ code: 'gradient-not-finite' }));
  });
});
