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

/** All that one step at rate 1 subtracts from the weights, one after another. */
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
 * A number in bfloat16 is off by 0.4 % at most, a gradient by a few such steps. That of ReLU6 jumps, so that an activation beside 0 that
 * is rounded to the other side has another one.
 */
const lossOff = 0.01;
const gradientOff = ({ arch = plain.arch }: Partial<TrainSettings>) =>
  arch.activation === 'relu6' ? 0.2 : 0.06;

const objectives: [string, Partial<TrainSettings>][] = [
  ...Object.entries(tinyNetworks).map(([name, arch]): [string, Partial<TrainSettings>] => [name, { arch }]),
  [
    'with clipped gradients and frozen layers',
    { gradientClip: 0.5, learns: (name) => !name.startsWith('bn1') },
  ],
  ['with dropout and stochastic depth', { noise: { dropout: 0.3, survival: 0.6 } }],
];

describe('a step in bfloat16', () => {
  it.each(objectives)('has the loss and the gradient of one in float32: %s', (_, changes) => {
    const [exact, rounded] = [trainerOf(changes), trainerOf({ ...changes, precision: 'bfloat16' })];
    const [one, other] = [gradientOf(exact), gradientOf(rounded)];
    expect(Math.abs(other.loss / one.loss - 1)).toBeLessThan(lossOff);
    expect(distance(other.gradient, one.gradient)).toBeLessThan(gradientOff(changes));
    // It was computed in other numbers, or nothing was tested.
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
    const parts = [
      trainerOf({ ...changes, precision: 'bfloat16' }),
      trainerOf({ ...changes, precision: 'bfloat16' }, 12),
    ];
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

  it('learns as one in float32 does, and keeps weights finer than bfloat16 has them', () => {
    const quick: Partial<TrainSettings> = {
      optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    };
    const trainers = [trainerOf(quick), trainerOf({ ...quick, precision: 'bfloat16' })];
    const [exact, rounded] = trainers.map((trainer) =>
      Array.from({ length: 40 }, () => trainer.train(batchOf(1, 0.01)).loss),
    );
    for (const losses of [exact, rounded]) expect(losses[39]).toBeLessThan(losses[0] / 4);
    for (const [step, loss] of exact.entries()) expect(Math.abs(rounded[step] - loss)).toBeLessThan(0.1);
    const bits = new Uint32Array(
      (trainers[1].weights().get('classifier.weight') as Float32Array).slice().buffer,
    );
    expect(bits.filter((each) => (each & 0xffff) !== 0).length).toBeGreaterThan(bits.length / 2);
  });
});
