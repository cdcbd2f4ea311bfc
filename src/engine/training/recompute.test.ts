import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { tinyNetworks } from '../models/tiny.fixture';
import { fixmatch } from '../objectives/fixmatch';
import { meanTeacher } from '../objectives/mean-teacher';
import type { TrainSettings } from './settings';
import { classes, drawnRows, plain, size, trainersOf } from './small-steps.fixture';

const rows = 24;
const noised: TrainSettings = {
  ...plain,
  noise: { dropout: 0.3, survival: 0.6 },
  optimizer: { kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-3 },
  weightDecay: 1e-4,
  gradientClip: 1,
  ema: true,
};
const make = trainersOf(noised);
const batchOf = (step: number) => ({
  ...drawnRows(new Random(7, step), rows, { size, classes }),
  ...{ weights: new Float32Array(rows).fill(1 / rows), learningRate: 0.01, emaDecay: 0.9, labelled: 8 },
});

/** Everything that three steps leave behind, and their losses. */
function threeSteps(changes: Partial<TrainSettings>, most?: number) {
  const trainer = make(changes, most);
  const told = [0, 1, 2].map((step) => trainer.train(batchOf(step)));
  return { told, state: new Map([...trainer.state()].map(([name, { data }]) => [name, data])) };
}

const kinds: [string, Partial<TrainSettings>, number?][] = [
  ...Object.entries(tinyNetworks).map(([name, arch]) => [name, { arch }] as [string, Partial<TrainSettings>]),
  ['frozen shallow layers', { learns: (name) => !/^(conv_stem|bn1|blocks\.0)/.test(name) }],
  ['other noise for the pool', { poolNoise: { dropout: 0.1, survival: 0.9 } }],
  ['a teacher in the graph', { objective: meanTeacher, consistency: { weight: 5 } }],
  ['two views', { objective: fixmatch, consistency: { weight: 1, threshold: 0.1, temperature: 0.5 } }],
  ['a batch in parts', {}, 8],
  ['bfloat16', { precision: 'bfloat16' }],
];

describe('gradient checkpointing', () => {
  it.each(kinds)('takes the same steps to the bit: %s', (_, changes, most) => {
    const [kept, again] = [threeSteps(changes, most), threeSteps({ ...changes, recompute: true }, most)];
    expect(again.told).toEqual(kept.told);
    expect(again.state).toEqual(kept.state);
  });
});
