import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Split } from '../../../core/vocabulary/images';
import { splitNames } from '../../../core/vocabulary/splits';
import { decodedSplits, diskNeed } from '../../../core/workload/disk';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { startFacts } from './start-facts';

let studio: TestProject;
const go = { pauseForReview: false, evaluate: true };
const recipe = tinyRecipe(['training.earlyStop.patience', 5], ['validationShare', 0.2]);

beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

const bytesOf = (folder: string, wanted: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

describe('what an experiment finds when it starts', () => {
  it('files that are gone stop it before anything is trained, and are not asked for once their pixels are there', async () => {
    const { context, project, folder } = studio;
    const pool = join(folder, 'data', 'pool');
    renameSync(pool, `${pool} away`);
    const { id } = createExperiment(context, { name: 'away', recipe, seed: 1 });
    await expect(runLoop(context, id, go)).rejects.toMatchObject({
      code: 'start-files-gone',
      values: { split: splitNames.unlabelled, path: expect.stringContaining('pool') },
    });
    expect(project.catalog.runs.list({ experimentId: id }).map(({ state }) => state)).toEqual(['queued']);
    expect(startFacts(project, { recipe, measures: true }).gone).toEqual({
      unlabelled: { looked: 140, gone: 140, example: expect.stringContaining(pool) },
    });
    renameSync(`${pool} away`, pool);
    expect(startFacts(project, { recipe, measures: true }).gone).toEqual({});
  });

  it('opens the cache of a side once, however many splits and questions there are', () => {
    const open = vi.spyOn(PixelCache, 'open');
    startFacts(studio.project, { recipe, measures: true });
    const sides = open.mock.calls.map(([, side]) => side);
    open.mockRestore();
    expect(sides).toEqual([...decodedSplits(recipe, true).keys()]);
  });

  it('asks for the room that the experiment then takes, and for none that it does not', async () => {
    const { context, project } = studio;
    const facts = startFacts(project, { recipe, measures: true });
    const counts = { 'labelled-train': 60, validation: 0, unlabelled: 140, test: 50, 'extra-test': 0 };
    const missing = (_: number, splits: readonly Split[]) =>
      splits.reduce((sum, split) => sum + counts[split], 0);
    const need = diskNeed(recipe, { labelled: 60, pool: 140, missing }, { classes: 10, measures: true });
    expect(facts.disk?.needed).toBe(need.cache + need.trainings + need.labellings);
    expect(facts.disk?.free).toBeGreaterThan(0);
    const { id } = createExperiment(context, { name: 'room', recipe, seed: 1 });
    await runLoop(context, id, go);
    expect(bytesOf(project.cacheFolder, /\.pixels$/)).toBe(need.cache);
    const labelling = bytesOf(project.runsFolder, /labelling-\d+\.safetensors$/);
    expect(labelling / need.labellings).toBeGreaterThan(1);
    expect(labelling / need.labellings).toBeLessThan(1.5);
    const trainings = bytesOf(project.runsFolder, /(inputs|checkpoint|weights)\.safetensors$/);
    // The estimate includes a checkpoint that is written while the one before is kept, which is there only while it is written.
    expect(trainings / need.trainings).toBeGreaterThan(0.6);
    expect(trainings / need.trainings).toBeLessThan(1.1);
    // No room is asked for what is already done.
    expect(startFacts(project, { recipe, measures: true, done: 2 }).disk?.needed).toBe(0);
  });
});
