import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { Job, PredictJob } from '../../../runner/job/messages';
import { imagesOf } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { imagesToFit } from './evaluate';
import { saidOf } from './said-of';

let studio: TestProject;
let teacher: Run;
beforeAll(async () => {
  studio = await makeTestProject();
  const recipe = tinyRecipe(['iterations', 0], ['validationShare', 0.2]);
  const { id } = createExperiment(studio.context, { name: 'said', recipe, seed: 1 });
  [teacher] = (await runLoop(studio.context, id, { pauseForReview: false, evaluate: true })).runs;
});
afterAll(() => studio.close());

it('images that are shown some at a time are said to be what they are together, and no piece is larger', async () => {
  const { context, project, events } = studio;
  const images = imagesOf(project, 'test');
  const fitting = imagesToFit(context, teacher, 'test');
  expect([images.length, fitting.length > 0]).toEqual([50, true]);
  const asked: number[][] = [];
  const engine = Object.create(context.engine, {
    run: {
      value: (job: Job, listener: object) => {
        asked.push((job as PredictJob).sets.map(({ hashes }) => hashes.length / 32));
        return context.engine.run(job, listener);
      },
    },
  });
  const together = await saidOf({ ...context, engine }, teacher, images, fitting);
  const before = events.length;
  const pieces = await saidOf({ ...context, engine }, teacher, images, fitting, 20);
  expect(asked).toEqual([[50, fitting.length], [20, fitting.length], [20], [10]]);

  expect(pieces.said.predicted).toEqual(together.said.predicted);
  expect(pieces.said.labels).toEqual(together.said.labels);
  for (const column of ['confidence', 'labelProbability'] as const)
    pieces.said[column].forEach((value, i) => {
      expect(value).toBeCloseTo(together.said[column][i], 5);
    });
  expect(pieces.calibrated?.temperature).toBeCloseTo(together.calibrated?.temperature as number, 3);
  expect(pieces.calibrated?.ece).toBeCloseTo(together.calibrated?.ece as number, 3);

  const shown = events.slice(before).flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
  expect(new Set(shown.map(({ total }) => total))).toEqual(new Set([50 + fitting.length]));
  expect(shown.map(({ done }) => done)).toEqual(shown.map(({ done }) => done).sort((a, b) => a - b));
  expect(shown.at(-1)?.done).toBe(50 + fitting.length);
});

it('a piece for which memory ran out has the next ones shown as few images at a time', async () => {
  const { context, project } = studio;
  const asked: number[] = [];
  const engine = Object.create(context.engine, {
    run: {
      value: (job: PredictJob, listener: object) => {
        asked.push(job.batch);
        if (job.batch > 8) return Promise.reject(studioError('out-of-memory', {}));
        return context.engine.run(job, listener);
      },
    },
    close: { value: () => context.engine.close() },
  });
  await saidOf({ ...context, engine }, teacher, imagesOf(project, 'test'), [], 25);
  expect(asked).toEqual([50, 25, 13, 7, 7]);
});
