import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExperiment, runLoop } from '../../method/loop/loop';
import { runFolder } from '../images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../project.fixture';
import { discardUnfinished, removeExperiment, sweepRemoved } from './remove-experiment';

const go = { pauseForReview: false, evaluate: false };

describe('an experiment that a person stops', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  /** Stops the loop after the first step of its training. */
  async function paused(name: string): Promise<number> {
    const { context } = studio;
    const controller = new AbortController();
    const tell: typeof context.tell = (event) => {
      if (event.type === 'progress' && event.progress.phase === 'training') controller.abort();
    };
    const { id } = createExperiment(context, { name, recipe: tinyRecipe(), seed: 4 });
    const broken = { ...context, signal: controller.signal, tell };
    await expect(runLoop(broken, id, go)).rejects.toMatchObject({ code: 'cancelled' });
    return id;
  }

  it('is paused with a checkpoint, and begins its training anew once that is discarded', async () => {
    const { project } = studio;
    const { catalog } = project;
    const id = await paused('stopped');
    expect(catalog.experiments.get(id)).toMatchObject({ state: 'paused', error: null, options: go });
    const [run] = catalog.runs.list({ experimentId: id });
    expect(existsSync(runFolder(project, run.id))).toBe(true);

    discardUnfinished(project, id);
    expect(catalog.experiments.get(id).state).toBe('cancelled');
    expect(catalog.runs.get(run.id)).toMatchObject({ state: 'queued', checkpoint: null, error: null });
    expect(existsSync(runFolder(project, run.id))).toBe(false);
    const { state, runs } = await runLoop(studio.context, id, go);
    expect([state, runs.length]).toEqual(['done', 2]);
  });

  it('is deleted with its files, while images and other experiments stay', async () => {
    const { project } = studio;
    const { catalog } = project;
    const before = catalog.images.count({});
    const id = await paused('deleted');
    const [run] = catalog.runs.list({ experimentId: id });
    removeExperiment(project, id);
    expect(catalog.experiments.list().map(({ name }) => name)).toEqual(['stopped']);
    await sweepRemoved(project, new AbortController().signal);
    expect(existsSync(runFolder(project, run.id))).toBe(false);
    const [kept] = catalog.runs.list({ state: 'done' });
    expect(existsSync(runFolder(project, kept.id))).toBe(true);
    expect(catalog.images.count({})).toBe(before);
  });

  it('says what went wrong where it failed by itself', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(['selection.threshold', 1]);
    const { id } = createExperiment(context, { name: 'strict', recipe, seed: 4 });
    await expect(runLoop(context, id, go)).rejects.toMatchObject({ code: 'nothing-kept' });
    expect(project.catalog.experiments.get(id)).toMatchObject({
      ...{ state: 'failed', errorCode: 'nothing-kept' },
      error: expect.stringContaining('The selection keeps none of'),
    });
  });
});
