import { describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';
import { Program } from '../graph/program';
import { distillation } from '../objectives/distillation';
import { fixmatch } from '../objectives/fixmatch';
import { flexmatch } from '../objectives/flexmatch';
import { freematch } from '../objectives/freematch';
import { joint } from '../objectives/joint';
import { meanTeacher } from '../objectives/mean-teacher';
import { rowsPerPoolImage } from '../objectives/objective';
import { softmatch } from '../objectives/softmatch';
import type { TrainSettings } from './settings';
import { drawnRows, trainersOf } from './small-steps.fixture';
import { objectiveOf } from './state';
import { buildTraining } from './train-step';

const classes = 3;
/** Settings that use all features of a step, at a size at which the small network ends in 1x1. */
const whole: TrainSettings = {
  arch: architecture('small', { smallInput: true }),
  classes,
  imageSize: 16,
  mean: [0.5, 0.5, 0.5],
  std: [0.25, 0.25, 0.25],
  noise: { dropout: 0.2, survival: 0.7 },
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  weightDecay: 0.01,
  gradientClip: 5,
  batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  ema: true,
  seed: 7,
};
const adaptive = { temperature: 0, weight: 1, stateDecay: 0.9 };
const settings: [string, TrainSettings][] = [
  ['everything at once', whole],
  [
    'weight decay in the loss',
    { ...whole, optimizer: { kind: 'sgd', momentum: 0.9 }, gradientClip: undefined },
  ],
  ['fixed layers between those that learn', { ...whole, learns: (name) => !/^blocks\.[12]/.test(name) }],
  [
    'views of the pool beside labelled images',
    { ...whole, objective: fixmatch, consistency: { threshold: 0.95, temperature: 0.5, weight: 1 } },
  ],
  ['a state by class', { ...whole, objective: freematch, consistency: { ...adaptive, fairness: 0.1 } }],
  ['a state that weighs', { ...whole, objective: softmatch, consistency: adaptive }],
  [
    'a state by image of the pool',
    {
      ...whole,
      objective: flexmatch,
      poolImages: 9,
      consistency: { threshold: 0.95, temperature: 0, weight: 1 },
    },
  ],
  [
    'noise of the labelled rows alone',
    { ...whole, objective: joint, poolNoise: { dropout: 0, survival: 1 } },
  ],
  ['a temperature on both sides', { ...whole, objective: distillation, consistency: { temperature: 4 } }],
  ['an averaged teacher', { ...whole, objective: meanTeacher, ema: false }],
  ...(['b0', 'lite0', 'v2-b0'] as const).map((name): [string, TrainSettings] => [
    `${name} for large images`,
    { ...whole, arch: architecture(name, { smallInput: false }), imageSize: 40 },
  ]),
];

/** The bytes of the graph when it is traced on `more` additional rows for each view. */
const graphOf = (each: TrainSettings, more: number) => {
  const rows = Math.max(1, rowsPerPoolImage(objectiveOf(each))) + more;
  return Buffer.from(buildTraining(each, new Program(rows)).program.graph.savedModel());
};

describe('the graph of a training step', () => {
  it.each(settings)('is the same to the byte however many images it is traced on: %s', (_, each) => {
    const least = graphOf(each, 0);
    for (const more of [1, 4]) expect(graphOf(each, more).equals(least)).toBe(true);
  });
});

/** A batch of `rows` images. */
function batchOf(rows: number, seed: number) {
  const drawn = drawnRows(new Random(seed), rows, { size: whole.imageSize, classes });
  return { ...drawn, weights: new Float32Array(rows).fill(1 / rows), learningRate: 0.01 };
}

describe('a trainer', () => {
  const make = trainersOf(whole);

  it('steps to the same bits whatever batches its graph has seen before', () => {
    const [used, unused] = [make(), make()];
    const fresh = used.state();
    for (const rows of [1, 5, 2, 9]) used.train(batchOf(rows, rows));
    used.setState(fresh, 0);
    for (const rows of [8, 3]) {
      const batch = batchOf(rows, 20 + rows);
      const [a, b] = [used.train(batch), unused.train(batch)];
      expect(a).toEqual(b);
      expect(a.rowLoss.length).toBe(rows);
      expect(a.predicted.length).toBe(rows);
    }
    expect(used.state()).toEqual(unused.state());
  });

  it('drops other features and blocks for every image of a batch', () => {
    const trainer = make();
    const one = batchOf(1, 3);
    const rows = 64;
    const repeat = <A extends Uint8Array | Float32Array>(array: A): A => {
      const out = new (array.constructor as new (length: number) => A)(array.length * rows);
      for (let row = 0; row < rows; row++) out.set(array as never, row * array.length);
      return out;
    };
    const batch = { images: repeat(one.images), targets: repeat(one.targets), learningRate: 0 };
    const { rowLoss } = trainer.train({ ...batch, weights: new Float32Array(rows).fill(1 / rows) });
    expect(new Set(rowLoss).size).toBeGreaterThan(rows / 2);
  });

  it('refuses a batch whose parts are not of the same number of images', () => {
    const batch = { ...batchOf(4, 1), weights: new Float32Array(3) };
    expect(() => make().train(batch)).toThrow('"weights" brings 3 rows and "images" 4');
  });
});
