import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveRecipe } from '../../../core/recipe';
import type { Measured } from '../../../core/workload/estimate';
import { leastBytes, shapesOf, type WorkShape, workOf } from '../../../core/workload/workload';
import type { StudioEvent } from '../../project/context/context';
import { goneAfter } from '../../project/engine/process-life.fixture';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { measureShapes } from './measure-recipe';

const images = { labelled: 60, validation: 6, pool: 140, test: 50 };

describe('measuring a recipe', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  it('tells time and memory of a training and of predictions, and leaves no engine behind', async () => {
    const recipe = tinyRecipe();
    const shapes = shapesOf(workOf(recipe, images));
    const found: [WorkShape, Measured][] = [];
    await measureShapes(studio.context, recipe, shapes, (...pair) => found.push(pair));
    expect(found.map(([shape]) => shape)).toEqual(shapes);
    for (const [shape, measured] of found) {
      if (!measured.fits) throw new Error('A tiny recipe fits every machine.');
      expect(measured.secondsPerUnit).toBeGreaterThan(0);
      expect(measured.secondsPerUnit).toBeLessThan(5);
      expect(measured.peakBytes).toBeGreaterThan(leastBytes(shape));
      expect(measured.waitShare).toBeLessThanOrEqual(1);
    }
    expect(studio.context.engine.pid).toBeUndefined();
  });

  it('does not try what cannot fit', async () => {
    const recipe = resolveRecipe('paper-imagenet');
    const shapes = shapesOf(workOf(recipe, images)).filter(({ kind }) => kind === 'train');
    const found: Measured[] = [];
    await measureShapes(studio.context, recipe, shapes, (_, measured) => found.push(measured));
    expect(found).toHaveLength(shapes.length);
    for (const measured of found) expect(measured).toMatchObject({ fits: false });
  });

  it('stops when it is cancelled', async () => {
    const recipe = tinyRecipe();
    const controller = new AbortController();
    const tell = () => controller.abort();
    const context = { ...studio.context, signal: controller.signal, tell };
    const shapes = shapesOf(workOf(recipe, images));
    const found: Measured[] = [];
    await expect(
      measureShapes(context, recipe, shapes, (_, measured) => found.push(measured)),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(found).toEqual([]);
  });

  it('ends within a second of Cancel, inside a step that takes longer', async () => {
    const recipe = tinyRecipe(['training.labelledBatch', 32]);
    const shape: WorkShape = {
      ...{ kind: 'train', objective: 'cross-entropy', arch: 'b0', imageSize: 224, labelled: 32, pseudo: 0 },
      ...{
        optimizer: recipe.training.optimizer,
        averaged: false,
        precision: 'float32',
        gradientCheckpointing: false,
        ops: 0,
      },
    };
    const controller = new AbortController();
    const steps: number[] = [];
    let [cancelled, pid] = [0, 0];
    const tell = (event: StudioEvent) => {
      if (event.type !== 'progress' || steps.push(performance.now()) !== 2) return;
      // The next step has begun by then.
      setTimeout(() => {
        cancelled = performance.now();
        pid = studio.context.engine.pid as number;
        controller.abort();
      }, 100);
    };
    const context = { ...studio.context, signal: controller.signal, tell };
    await expect(measureShapes(context, recipe, [shape], () => {})).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(performance.now() - cancelled).toBeLessThan(1000);
    expect(steps[1] - steps[0]).toBeGreaterThan(1000);
    expect(await goneAfter(pid)).toBeLessThan(1000);
  });
});
