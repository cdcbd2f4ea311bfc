import { describe, expect, it } from 'vitest';
import { presets } from '../recipe';
import { workOf } from '../workload/workload';
import { readStudy } from './definition';
import { studyWork } from './work';

const images = { labelled: 450, validation: 50, pool: 1800, test: 1000 };
const study = (arms: { name: string; set?: Record<string, unknown> }[], seeds = [1]) =>
  readStudy({ name: 'x', seeds, arms }, () => ({ ...presets['quick-cpu'], iterations: 1 }));
const counts = (arms: Parameters<typeof study>[0], seeds?: number[]) => {
  const { trained, shared } = studyWork(study(arms, seeds), () => images);
  return [trained, shared];
};

describe('the work of a study', () => {
  it('is that of its experiment where there is one arm', () => {
    const one = study([{ name: 'a' }]);
    expect(studyWork(one, () => images).work).toEqual(workOf(one.arms[0].recipe, images));
  });

  it('has a training that arms share once, and labelling and measuring for each', () => {
    const two = study([{ name: 'soft' }, { name: 'hard', set: { targets: 'hard' } }]);
    const { work } = studyWork(two, () => images);
    const parts = work.map(({ part, shape }) => `${part} ${shape.kind}`);
    const count = (what: string) => parts.filter((part) => part === what).length;
    expect(['teacher train', 'students train', 'labelling predict', 'measuring predict'].map(count)).toEqual([
      ...[1, 2, 2, 4],
    ]);
  });

  it.each([
    ['another seed', [{ name: 'a' }], [1, 2], [4, 0]],
    ['targets', [{ name: 'a' }, { name: 'b', set: { targets: 'hard' } }], [1], [3, 1]],
    ['one round more', [{ name: 'a' }, { name: 'b', set: { iterations: 2 } }], [1], [3, 2]],
    ['noise of the pool', [{ name: 'a' }, { name: 'b', set: { 'poolNoise.dropout': false } }], [1], [3, 1]],
    ['labelling with noise', [{ name: 'a' }, { name: 'b', set: { 'labelling.noise': true } }], [1], [3, 1]],
    ['a share of the pool', [{ name: 'a' }, { name: 'b', set: { poolShare: 0.5 } }], [1], [3, 1]],
    ['another teacher', [{ name: 'a' }, { name: 'b', set: { 'teacher.dropout': 0 } }], [1], [4, 0]],
    ['a method of one model', [{ name: 'a' }, { name: 'b', set: { method: 'supervised' } }], [1], [3, 0]],
    [
      'what a method does not read',
      [
        { name: 'a', set: { method: 'supervised' } },
        { name: 'b', set: { method: 'supervised', poolShare: 0.5 } },
      ],
      [1],
      [1, 1],
    ],
  ] as const)('trains and shares by what differs: %s', (_, arms, seeds, expected) => {
    expect(counts([...arms], [...seeds])).toEqual(expected);
  });
});
