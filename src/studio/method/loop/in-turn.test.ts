import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import type { RunMetrics } from '../../../core/stored/run-metrics';
import { readCheckpoint } from '../../../files/safetensors/safetensors';
import { loadInputs } from '../../../runner/training/train-inputs';
import type { StudioContext, StudioEvent } from '../../project/context/context';
import { imagesOf } from '../../project/images/image-sets';
import { seenAs, seenImages } from '../../project/images/seen-images';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { writeReport } from '../../report/write-report';
import { experimentView } from '../../service/training/experiment-view';
import { createExperiment, runLoop } from './loop';

const go = { pauseForReview: false, evaluate: false };
const inTurn = [
  ['order', 'pretrain-finetune'],
  ['iterations', 1],
  ['validationShare', 0.4],
  ['fineTune.epochs', 1.5],
  ['training.checkpointEvery', 1],
] as const;

describe('a student that learns one part after the other', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  const folderOf = (run: Run, ...more: string[]) => join(studio.project.runsFolder, String(run.id), ...more);
  const hashOf = (file: string) => readCheckpoint(file).metadata.weightsHash;

  async function trained(name: string, ...settings: (readonly [string, unknown])[]) {
    const { context } = studio;
    const experiment = createExperiment(context, {
      name,
      recipe: tinyRecipe(...inTurn, ...settings),
      seed: 4,
    });
    const { runs } = await runLoop(context, experiment.id, go);
    return { experiment, runs, student: runs[1], metrics: runs[1].metrics as RunMetrics };
  }

  it('is pre-trained on pseudo-labels alone and fine-tuned on labelled images alone, as one run', async () => {
    const { project } = studio;
    const { experiment, student, metrics } = await trained('in turn', ['training.ema', 0]);
    const pretraining = loadInputs(folderOf(student));
    expect(pretraining.spec).toMatchObject({ labelled: false, objective: 'joint', role: 'student' });
    expect(pretraining.inputs.pseudo?.copies.length).toBeGreaterThan(0);
    const finetuning = loadInputs(folderOf(student, 'training-2'));
    expect(finetuning.spec).toMatchObject({
      labelled: true,
      objective: 'cross-entropy',
      unlabelledRatio: 0,
      initialWeights: join('..', 'weights.safetensors'),
    });
    expect(finetuning.inputs).toEqual({ ...pretraining.inputs, pseudo: null });
    const { training } = tinyRecipe();
    expect(finetuning.spec.training.learningRate).toBeCloseTo(training.learningRate / 10, 12);

    const [first, second] = metrics.trainings ?? [];
    const labelled = finetuning.inputs.labelled.labels.length;
    expect([first.steps, second.steps]).toEqual([
      training.studentLength.amount,
      Math.round((1.5 * labelled) / training.labelledBatch),
    ]);
    expect(metrics.steps).toBe(first.steps + second.steps);
    expect(metrics.seconds).toBeCloseTo(first.seconds + second.seconds, 9);
    // The weights of the last training are those that label, are measured and are exported.
    expect(student.checkpoint).toBe(`runs/${student.id}/training-2/weights.safetensors`);
    expect(hashOf(folderOf(student, 'training-2', 'weights.safetensors'))).toBe(student.weightsHash);
    expect(hashOf(folderOf(student, 'weights.safetensors'))).not.toBe(student.weightsHash);
    expect(metrics.validationAccuracy).toBe(second.validationAccuracy);
    // The run has one curve, whose steps continue across trainings.
    const steps = project.catalog.epochs.list(student.id).map(({ step }) => step);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect([steps.includes(first.steps), steps.at(-1)]).toEqual([true, metrics.steps]);

    const view = experimentView(project, experiment.id).runs[1];
    expect(view.trainings.map((each) => each.steps)).toEqual([first.steps, second.steps]);
    const told = studio.events.filter((event) => event.type === 'note').map(({ note }) => note);
    expect(told.filter(({ code }) => code === 'trained-in-turn')).toHaveLength(1);
    const report = readFileSync(
      await writeReport(project, experiment.id, join(studio.folder, 'in-turn.html')),
      'utf8',
    );
    expect(report).toContain('Pre-trained on pseudo-labelled images, then fine-tuned on labelled ones');
  });

  it('begins its second training with the weights of the first, and knows the images of both', async () => {
    const { project } = studio;
    // A rate close to zero leaves the weights as they were.
    const { student } = await trained(
      'gentle',
      ['fineTune.rate', 0.0001],
      ['training.learningRate', 1e-7],
      ['training.ema', 0],
    );
    const [before, after] = [folderOf(student), folderOf(student, 'training-2')].map(
      (folder) => readCheckpoint(join(folder, 'weights.safetensors')).tensors,
    );
    for (const [name, { data }] of after) {
      if (/running/.test(name)) continue;
      const old = before.get(name)?.data as Float32Array;
      expect(
        Math.max(...(data as Float32Array).map((value, i) => Math.abs(value - old[i]))),
        name,
      ).toBeLessThan(1e-5);
    }
    const seen = (split: 'unlabelled' | 'labelled-train') =>
      seenImages(project, student, imagesOf(project, split)) as Uint8Array;
    expect([...seen('labelled-train')].every((as) => as === seenAs.trained)).toBe(true);
    expect([...seen('unlabelled')].some((as) => as === seenAs.trained)).toBe(true);
  });

  it('hands its last weights on: to the next student, and to the resolution fix', async () => {
    const { runs } = await trained(
      'handed on',
      ['iterations', 2],
      ['initialise', 'teacher'],
      ['teacher.arch', 'small'],
      ['promote', 'newest'],
      ['resolutionFix.enabled', true],
      ['resolutionFix.size', 32],
      ['resolutionFix.epochs', 0.6],
    );
    const [, student, next] = runs;
    expect(loadInputs(folderOf(next)).spec.initialWeights).toBe(
      join('..', String(student.id), 'training-2', 'weights.safetensors'),
    );
    const fix = loadInputs(folderOf(student, 'fix')).spec;
    expect(fix.initialWeights).toBe(join('..', 'training-2', 'weights.safetensors'));
    const metrics = student.metrics as RunMetrics;
    const sum = (metrics.trainings ?? []).reduce((total, { steps }) => total + steps, 0);
    expect(metrics.steps).toBeGreaterThan(sum);
  });

  it('self-training: no noise and hard labels in teacher and student, and no noise in their resolution fix', async () => {
    const { student, runs } = await trained(
      'classic',
      ['method', 'self-training'],
      ['order', 'joint'],
      ['resolutionFix.enabled', true],
      ['resolutionFix.size', 32],
      ['resolutionFix.epochs', 0.6],
    );
    const folders = [[], ['fix']].map((more) => folderOf(runs[0], ...more));
    for (const folder of [
      ...folders,
      ...[[], ['training-2'], ['fix']].map((more) => folderOf(student, ...more)),
    ])
      expect(loadInputs(folder).spec).toMatchObject({ noise: null, dropout: 0, survival: 1 });
    const targets = loadInputs(folderOf(student)).inputs.pseudo?.targets;
    expect(targets?.kind === 'rows' && [...targets.rows].every((row) => row === -1)).toBe(true);
  });

  const training = (event: StudioEvent) => event.type === 'progress' && event.progress.phase === 'training';
  const sentence = (event: StudioEvent) => (event.type === 'stage' ? event.words?.sentence : undefined);
  const moments: Record<string, (events: readonly StudioEvent[]) => boolean> = {
    'inside the pre-training': (events) => {
      const from = events.findIndex((event) => sentence(event) === 'pretrain');
      return from >= 0 && events.slice(from).filter(training).length >= 2;
    },
    'between the two': (events) => events.some((event) => sentence(event) === 'fineTune'),
    'inside the fine-tuning': (events) => {
      const from = events.findIndex((event) => sentence(event) === 'fineTune');
      return from >= 0 && events.slice(from).filter(training).length >= 2;
    },
  };

  /** All of these experiments share one teacher, which is trained once; it is the student that is stopped. */
  const taught = new Map<string, number>();
  const teachers: StudioContext['shared'] = {
    find: (key) => taught.get(key),
    begin: (key, runId) => {
      if (studio.project.catalog.runs.get(runId).kind === 'teacher') taught.set(key, runId);
    },
  };

  it.each(Object.keys(moments))(
    'stopped %s, it goes on to the same weights and the same curve',
    async (moment) => {
      const { project } = studio;
      const context = { ...studio.context, shared: teachers };
      const recipe = tinyRecipe(...inTurn);
      const calm =
        project.catalog.experiments.list().find(({ name }) => name === 'calm') ??
        createExperiment(context, { name: 'calm', recipe, seed: 9 });
      const [, expected] = (await runLoop(context, calm.id, go)).runs;

      const controller = new AbortController();
      const events: StudioEvent[] = [];
      const tell: typeof context.tell = (event) => {
        events.push(event);
        if (moments[moment](events)) controller.abort();
      };
      const stopped = createExperiment(context, { name: moment, recipe, seed: 9 });
      const broken = { ...context, signal: controller.signal, tell };
      await expect(runLoop(broken, stopped.id, go)).rejects.toMatchObject({ code: 'cancelled' });
      const [run] = project.catalog.runs
        .list({ experimentId: stopped.id })
        .filter(({ kind }) => kind === 'student');
      expect(run.state).toBe('cancelled');

      const [, resumed] = (await runLoop(context, stopped.id, go)).runs;
      expect(resumed.weightsHash).toBe(expected.weightsHash);
      const points = (id: number) =>
        project.catalog.epochs
          .list(id)
          .map(({ step, trainLoss, trainAccuracy }) => [step, trainLoss, trainAccuracy]);
      expect(points(resumed.id)).toEqual(points(expected.id));
    },
  );
});
