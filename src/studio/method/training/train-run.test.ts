import { afterAll, beforeAll, expect, it } from 'vitest';
import { studioError } from '../../../core/errors';
import { JobCancelled } from '../../project/engine/engine';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { trainRun } from './train-run';

let studio: TestProject;
beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

it('a run keeps what stopped it before its first step, and what it is made from is made again', async () => {
  const { context, project } = studio;
  const { runs } = project.catalog;
  const id = runs.create({ kind: 'teacher', recipe: tinyRecipe(), seed: 1 });
  const stopped = async (error: Error) => {
    await expect(trainRun(context, id, () => Promise.reject(error))).rejects.toBe(error);
    return runs.get(id);
  };
  const full = studioError('no-pool', {});
  expect(await stopped(full)).toMatchObject({ state: 'failed', error: full.message });
  expect(await stopped(new JobCancelled())).toMatchObject({ state: 'cancelled' });
  expect(await stopped(studioError('engine-unreachable', { reason: 'gone' }))).toMatchObject({
    state: 'interrupted',
    outputs: null,
  });
});
