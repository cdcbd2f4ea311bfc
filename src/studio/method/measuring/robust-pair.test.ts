import { afterAll, beforeAll, expect, it } from 'vitest';
import { robustGains } from '../../../core/robust/gains';
import { hardForAnother } from '../../demo/hard-for-another';
import type { TestProject } from '../../project/project.fixture';
import { measuredOn } from './evaluate';
import { measureRobustPair } from './robust-pair';
import { heardIn, trainedModels } from './trained-models.fixture';

let studio: TestProject;
let experiment: number;

beforeAll(async () => {
  // The training is so short that every teacher is wrong about some images.
  const trained = await trainedModels('demo', 40);
  studio = trained.studio;
  experiment = trained.experimentId;
});
afterAll(() => studio.close());

const amount = { images: 20, sequences: 4, epsilons: [2, 8] };

it('holds teacher and student against each other on the same changed images, and on those that are hard for a third model', async () => {
  const { context, project } = studio;
  const hard = await hardForAnother(context, experiment, 0.2);
  const { experiments, runs } = project.catalog;
  const [other] = runs.list({ experimentId: experiments.list()[0].id });
  const { seed } = experiments.list()[0];
  expect(experiments.list().length).toBe(2);
  expect(seed).not.toBe(1);
  if (!hard) throw new Error('the other teacher is sure of none of its mistakes');
  expect((await measuredOn(context, other, hard)).metrics.values.accuracy).toBe(0);
  // If it is asked for again, the set and its teacher already exist.
  expect(await hardForAnother(context, experiment, 0.2)).toEqual(hard);

  const pair = await measureRobustPair(context, experiment, amount, hard);
  expect(
    [pair.first.corrupted, pair.last.corrupted].map(({ images, cells }) => [images, cells.length]),
  ).toEqual([
    [20, 95],
    [20, 95],
  ]);
  expect(pair.first.hard?.images).toBe((await measuredOn(context, other, hard)).images);
  expect(
    robustGains([pair]).map(({ measure }) =>
      'epsilon' in measure ? `${measure.name} ${measure.epsilon}` : measure.name,
    ),
  ).toEqual([...['clean', 'hard', 'corruptions', 'flips', 'fgsm 2', 'fgsm 8', 'pgd 2', 'pgd 8']]);

  // A repeated request only reads what was measured.
  const again = heardIn(studio);
  expect(await measureRobustPair(again.context, experiment, amount, hard)).toEqual(pair);
  expect(again.events.filter(({ type }) => type === 'robustness')).toEqual([]);
});
