import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationMetrics } from '../../../core/metrics/evaluation';
import { figureInEach } from '../../../core/sentences/chosen-model';
import type { FixFacts, RunMetrics } from '../../../core/stored/run-metrics';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { readCheckpoint } from '../../../files/safetensors/safetensors';
import { loadInputs } from '../../../runner/training/train-inputs';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { finishedModelOf, finishedSizeOf } from '../../project/runs/run-model';
import { createExperiment, runLoop } from '../loop/loop';
import { evaluateRun } from '../measuring/evaluate';
import { predictFiles } from '../predict/predict-files';

const go = { pauseForReview: false, evaluate: true };
const fix = [
  ['resolutionFix.enabled', true],
  ['resolutionFix.size', 32],
  ['resolutionFix.epochs', 0.6],
] as const;

describe('the resolution fix', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  it('tunes the deep layers at the larger size; the fixed model labels and is measured', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(
      ...fix,
      ['teacher.arch', 'small'],
      ['initialise', 'teacher'],
      ['validationShare', 0],
    );
    const experiment = createExperiment(context, { name: 'fixed', recipe, seed: 4 });
    const { runs } = await runLoop(context, experiment.id, go);
    expect(runs).toHaveLength(2);
    for (const run of runs) {
      const metrics = run.metrics as RunMetrics;
      // No images were held out to judge the fix by, so the recipe decides.
      expect(metrics.fix).toMatchObject({ imageSize: 32, kept: true, why: 'no-validation' });
      expect(run.checkpoint).toBe(`runs/${run.id}/fix/weights.safetensors`);
      const folder = join(project.runsFolder, String(run.id));
      const before = readCheckpoint(join(folder, 'weights.safetensors')).tensors;
      const after = readCheckpoint(join(folder, 'fix', 'weights.safetensors')).tensors;
      const changed = [...after].filter(([name, { data }]) =>
        Buffer.compare(Buffer.from(data.buffer), Buffer.from(before.get(name)?.data.buffer as never)),
      );
      const names = changed.map(([name]) => name);
      expect(names).toContain('classifier.weight');
      for (const name of names) expect(name).toMatch(/^(blocks\.2\.|conv_head|bn2|classifier)/);
      // The network's noise stays on in the layers that learn.
      const { spec } = loadInputs(join(folder, 'fix'));
      const { dropout, survival } = run.kind === 'teacher' ? recipe.teacher : recipe.students[0];
      expect(dropout).toBeGreaterThan(0);
      expect([spec.dropout, spec.survival, spec.noise]).toEqual([dropout, survival, null]);
      const steps = project.catalog.epochs.list(run.id).map(({ step }) => step);
      expect(Math.max(...steps)).toBe(metrics.steps);
    }
    const pool = project.catalog.images.byIds(project.catalog.images.ids({ split: 'unlabelled' }));
    const cache = PixelCache.open(project.cacheFolder, 32);
    for (const { contentHash } of pool) expect(cache.rowOf(contentHash as string)).toBeGreaterThanOrEqual(0);
    cache.close();
    expect(project.catalog.evaluations.list(runs[1].id)).toHaveLength(1);
    const { predictions } = await predictFiles(context, runs[1], [pool[0].file]);
    expect(predictions).toHaveLength(1);
  });

  it('is used where validation is better after it, and else the model stays as it was trained', async () => {
    const { context, project, events } = studio;
    const settings = [...fix, ['iterations', 0], ['validationShare', 0.4]] as const;
    const outcome = async (name: string, ...more: (readonly [string, unknown])[]) => {
      const recipe = tinyRecipe(...settings, ...more);
      const { id } = createExperiment(context, { name, recipe, seed: 3 });
      const [run] = (await runLoop(context, id, { ...go, evaluate: false })).runs;
      const told = events
        .filter((event) => event.type === 'note')
        .findLast(({ note }) => note.code.startsWith('fix-'))?.note;
      const metrics = run.metrics as RunMetrics;
      return { run, metrics, fix: metrics.fix as FixFacts, told };
    };
    const judged = [
      await outcome('gentle'),
      // This rate destroys what was learnt.
      await outcome('wild', ['training.learningRate', 3], ['training.gradientClip', null]),
    ];
    for (const { run, metrics, fix: facts, told } of judged) {
      const { kept, why, before, after } = facts;
      expect(kept).toBe((after as number) > (before as number));
      expect(why).toBe(kept ? 'better' : after === before ? 'equal' : 'worse');
      const said = (value: number | null | undefined) => figureInEach(value ?? null, 'accuracy');
      const values = { size: 32, before: said(before), after: said(after) };
      expect(told).toEqual({ code: kept ? 'fix-kept' : 'fix-dropped', values });
      expect(metrics.validationAccuracy).toBe(kept ? after : before);
      expect(run.checkpoint).toBe(`runs/${run.id}/${kept ? 'fix/' : ''}weights.safetensors`);
      const size = kept ? 32 : 28;
      expect([finishedSizeOf(project, run), finishedModelOf(project, run).imageSize]).toEqual([size, size]);
      const written = readCheckpoint(join(project.runsFolder, String(run.id), metrics.weights));
      expect(written.metadata.weightsHash).toBe(run.weightsHash);
      // The accuracy in the run's metrics is the one that a measurement finds.
      const { metrics: measured } = await evaluateRun(context, run, 'validation');
      expect((measured as EvaluationMetrics).values.accuracy).toBeCloseTo(
        metrics.validationAccuracy as number,
        6,
      );
    }
    expect(judged.map(({ fix: facts }) => facts.kept)).toContain(false);
  });

  it('is cancelled within a step and goes on to the same weights', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(...fix, ['iterations', 0], ['training.checkpointEvery', 1]);
    const calm = createExperiment(context, { name: 'calm', recipe, seed: 9 });
    const [expected] = (await runLoop(context, calm.id, { ...go, evaluate: false })).runs;

    const controller = new AbortController();
    let fixing = false;
    const tell: typeof context.tell = (event) => {
      if (event.type === 'stage' && event.text.startsWith('Fix')) fixing = true;
      const stepped = event.type === 'progress' && event.progress.phase === 'training';
      if (fixing && stepped && event.progress.done >= 1) controller.abort();
    };
    const cancelled = createExperiment(context, { name: 'cancelled', recipe, seed: 9 });
    const broken = { ...context, signal: controller.signal, tell };
    await expect(runLoop(broken, cancelled.id, { ...go, evaluate: false })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const [run] = project.catalog.runs.list({ experimentId: cancelled.id });
    expect(run.state).toBe('cancelled');

    const [resumed] = (await runLoop(context, cancelled.id, { ...go, evaluate: false })).runs;
    expect(resumed.weightsHash).toBe(expected.weightsHash);
    const points = (id: number) =>
      project.catalog.epochs.list(id).map(({ step, trainLoss }) => [step, trainLoss]);
    expect(points(resumed.id)).toEqual(points(expected.id));
  });
});
