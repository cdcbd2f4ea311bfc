import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EvaluationMetrics } from '../../../core/metrics/evaluation';
import type { RunMetrics } from '../../../core/stored/run-metrics';
import { readCheckpoint } from '../../../files/safetensors/safetensors';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';

import { evaluateRun } from '../measuring/evaluate';
import { createExperiment, runLoop } from './loop';

let studio: TestProject;
beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

/** A few steps learn, then a far too high rate destroys what was learnt: the best validation lies well before the last. */
const recipe = tinyRecipe(
  ['iterations', 0],
  ['validationShare', 0.4],
  ['training.earlyStop.patience', 4],
  ['training.validateEvery', 2],
  ['training.checkpointEvery', 2],
  ['training.teacherLength.amount', 40],
  ['training.learningRate', 0.5],
  ['training.schedule.warmupEpochs', 6],
  ['training.ema', 0],
);

async function trained(name: string, abortAt?: number) {
  const { context, project } = studio;
  const { id } = createExperiment(context, { name, recipe, seed: 5 });
  const go = { pauseForReview: false, evaluate: false };
  if (abortAt !== undefined) {
    const controller = new AbortController();
    const tell: typeof context.tell = (event) => {
      if (event.type === 'point' && event.point.step >= abortAt) controller.abort();
    };
    const cut = { ...context, signal: controller.signal, tell };
    await expect(runLoop(cut, id, go)).rejects.toMatchObject({ code: 'cancelled' });
  }
  const [run] = (await runLoop(context, id, go)).runs;
  const curve = project.catalog.epochs.list(run.id).map(({ step, validationAccuracy }) => ({
    step,
    accuracy: validationAccuracy as number,
  }));
  return { run, metrics: run.metrics as RunMetrics, curve };
}

it('keeps the weights that were best on validation, not the last, also over a stop and a resume', async () => {
  const { run, metrics, curve } = await trained('straight');
  const best = Math.max(...curve.map(({ accuracy }) => accuracy));
  const at = curve.findIndex(({ accuracy }) => accuracy === best);
  // Otherwise the test would show nothing: the training must have become worse after its best validation.
  expect(curve.at(-1)?.accuracy).toBeLessThan(best);
  expect(metrics.stoppedEarly).toBe(true);
  expect(curve).toHaveLength(at + 1 + 4);
  expect(metrics.validationAccuracy).toBe(best);
  // The kept weights are those of the best validation: measured again, they have its accuracy.
  const { metrics: measured } = await evaluateRun(studio.context, run, 'validation');
  expect((measured as EvaluationMetrics).values.accuracy).toBeCloseTo(best, 6);
  const folder = join(studio.project.runsFolder, String(run.id));
  expect(readCheckpoint(join(folder, 'weights.safetensors')).metadata.weightsHash).toBe(run.weightsHash);

  const resumed = await trained('resumed', curve[at].step + 2);
  expect(resumed.run.weightsHash).toBe(run.weightsHash);
  expect(resumed.curve).toEqual(curve);
});
