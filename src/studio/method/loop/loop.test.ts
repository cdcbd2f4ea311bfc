import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabellingRun } from '../../../catalog';
import { readCheckpoint } from '../../../files/safetensors/safetensors';
import { labellingColumns } from '../../labelling/file/labelling';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { modelSettingsOf } from '../../project/runs/run-model';
import { summariseExperiment } from '../../report/experiment/summary';
import { writeReport } from '../../report/write-report';
import { predictFiles } from '../predict/predict-files';
import { createExperiment, runLoop } from './loop';
import { addIteration } from './one-more';

const go = { pauseForReview: false, evaluate: true };

describe('the loop', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  it('pauses for a review, learns from it, and measures teacher and student', async () => {
    const { context, project } = studio;
    const { catalog } = project;
    const experiment = createExperiment(context, { name: 'review', recipe: tinyRecipe(), seed: 1 });
    const paused = await runLoop(context, experiment.id, { ...go, pauseForReview: true });
    expect(paused.state).toBe('review');

    const [iteration] = catalog.iterations.list(experiment.id);
    const labelling = catalog.labellingRuns.latest(iteration.id);
    const columns = labellingColumns(project, labelling as LabellingRun);
    expect(columns.imageIds.length).toBe(140);
    const [relabelled, excluded, outside] = columns.imageIds;
    const other = catalog.classes.list().find(({ id }) => id !== columns.classIds[0])?.id as number;
    catalog.reviews.decide({ imageIds: [relabelled], decision: 'relabel', classId: other }, 'tester');
    catalog.reviews.decide({ imageIds: [excluded], decision: 'exclude' }, 'tester');
    catalog.reviews.decide({ imageIds: [outside], decision: 'ood' }, 'tester');

    const done = await runLoop(context, experiment.id, { ...go, pauseForReview: true });
    expect(done.state).toBe('done');
    const selection = catalog.selections.latest(iteration.id);
    const items = new Map(
      catalog.selections.items(selection?.id as number).map((item) => [item.imageId, item]),
    );
    expect(items.get(relabelled)).toMatchObject({ state: 'kept', classId: other });
    expect(items.get(excluded)).toMatchObject({ state: 'excluded', copies: 0 });
    expect(items.get(outside)).toMatchObject({ state: 'out-of-domain', copies: 0 });

    // What the student was given: the person's class as a hard target, and neither of the other two.
    const student = done.runs[1];
    const { tensors } = readCheckpoint(join(project.runsFolder, String(student.id), 'inputs.safetensors'));
    const hashes = Buffer.from(tensors.get('pseudo.hashes')?.data as Uint8Array);
    const rowOf = (id: number) =>
      hashes.indexOf(Buffer.from(catalog.images.get(id).contentHash as string, 'hex')) / 32;
    const classes = catalog.classes.list();
    const position = classes.findIndex(({ id }) => id === other);
    const rows = tensors.get('pseudo.rows')?.data as Int32Array;
    const hard = tensors.get('pseudo.classes')?.data as Int32Array;
    expect([rows[rowOf(relabelled)], hard[rowOf(relabelled)]]).toEqual([-1, position]);
    expect(rows.filter((row) => row < 0)).toHaveLength(1);
    expect(rowOf(excluded)).toBeLessThan(0);
    expect(rowOf(outside)).toBeLessThan(0);

    const summary = summariseExperiment(project, experiment.id);
    expect(summary.models.map(({ name, state }) => [name, state])).toEqual([
      [{ code: 'teacher' }, 'done'],
      [{ code: 'student', values: { number: 1 } }, 'done'],
    ]);
    for (const { runId, testAccuracy, weightsHash } of summary.models) {
      const [{ id }] = catalog.evaluations.list(runId);
      const predictions = catalog.evaluations.predictions(id);
      expect(predictions).toHaveLength(50);
      const right = predictions.filter(
        ({ imageId, classId }) => catalog.images.get(imageId).classId === classId,
      );
      expect(testAccuracy).toBe(right.length / 50);
      const { metadata } = readCheckpoint(join(project.runsFolder, String(runId), 'weights.safetensors'));
      expect(weightsHash).toBe(metadata.weightsHash);
    }
    expect(new Set(summary.models.map(({ weightsHash }) => weightsHash)).size).toBe(2);
  });

  it('writes its report as one file without outside parts', async () => {
    const { project } = studio;
    const [{ id }] = project.catalog.experiments.list();
    const html = readFileSync(await writeReport(project, id, join(studio.folder, 'report.html')), 'utf8');
    expect(html).toContain('Student 1');
    expect(html).toContain('data:image/webp;base64,');
    expect(html).not.toMatch(/(src|href)="https?:/);
    expect(html).not.toMatch(/NaN|undefined/);
  });

  it('tells the classes of files from anywhere, and names what it cannot read', async () => {
    const { context, project } = studio;
    const run = project.catalog.runs.list({ state: 'done' })[0];
    const [image] = project.catalog.images.byIds(project.catalog.images.ids({ split: 'test' }).slice(0, 1));
    const { predictions, failed } = await predictFiles(context, run, [
      image.file,
      join(project.folder, 'catalog.db'),
    ]);
    expect(predictions).toHaveLength(1);
    const sum = Object.values(predictions[0].probabilities).reduce((total, p) => total + p, 0);
    expect(sum).toBeCloseTo(1, 5);
    expect(failed).toMatchObject([{ file: join(project.folder, 'catalog.db') }]);

    const files = project.catalog.images
      .byIds(project.catalog.images.ids({ split: 'test' }).slice(0, 5))
      .map(({ file }) => file);
    const [together, pieces] = [
      (await predictFiles(context, run, files)).predictions,
      (await predictFiles(context, run, files, 2)).predictions,
    ];
    expect(pieces.map(({ file, label }) => [file, label])).toEqual(
      together.map(({ file, label }) => [file, label]),
    );
    expect(together.map(({ file }) => file)).toEqual(files);
    for (const [i, { label, confidence, probabilities }] of pieces.entries()) {
      expect(probabilities[label]).toBeCloseTo(confidence, 5);
      expect(probabilities[label]).toBeCloseTo(together[i].probabilities[label], 5);
    }
    // The prediction as the command line prints it.
    const { file, label, confidence } = pieces[4];
    expect(JSON.parse(JSON.stringify(pieces[4]))).toEqual({
      ...{ file, label, confidence },
      probabilities: pieces[4].probabilities,
    });
  });

  it('is cancelled within a step and goes on to the weights of an undisturbed run', async () => {
    const { project, context } = studio;
    const recipe = tinyRecipe(['iterations', 0]);
    const calm = createExperiment(context, { name: 'calm', recipe, seed: 9 });
    const [expected] = (await runLoop(context, calm.id, { ...go, evaluate: false })).runs;

    const controller = new AbortController();
    const tell: typeof context.tell = (event) => {
      if (event.type === 'progress' && event.progress.phase === 'training' && event.progress.done >= 1)
        controller.abort();
    };
    const cancelled = createExperiment(context, { name: 'cancelled', recipe, seed: 9 });
    const broken = { ...context, signal: controller.signal, tell };
    await expect(runLoop(broken, cancelled.id, { ...go, evaluate: false })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const [run] = project.catalog.runs.list({ experimentId: cancelled.id });
    expect(run.state).toBe('cancelled');
    const checkpoint = readCheckpoint(join(project.runsFolder, String(run.id), 'checkpoint.safetensors'));
    expect(Number(checkpoint.metadata.step)).toBeLessThan(6);

    const [resumed] = (await runLoop(context, cancelled.id, { ...go, evaluate: false })).runs;
    expect(resumed.weightsHash).toBe(expected.weightsHash);
    const points = (id: number) =>
      project.catalog.epochs.list(id).map(({ step, trainLoss }) => [step, trainLoss]);
    expect(points(resumed.id)).toEqual(points(expected.id));
  });

  it('refuses a student that is smaller than its teacher, unless distillation is meant', async () => {
    const { context, project } = studio;
    const larger = ['teacher.arch', 'small-1.25'] as const;
    expect(() => tinyRecipe(larger)).toThrow(/smaller/);
    // A recipe that would be refused must not get in as a stored one either.
    const recipe = tinyRecipe();
    const forged = { ...recipe, teacher: { ...recipe.teacher, arch: 'small-1.25' as const } };
    const refused = createExperiment(context, { name: 'forged', recipe: forged, seed: 1 });
    await expect(runLoop(context, refused.id, go)).rejects.toMatchObject({ code: 'bad-recipe' });

    const distilled = createExperiment(context, {
      name: 'distilled',
      recipe: tinyRecipe(larger, ['distillation', true]),
      seed: 1,
    });
    const { runs } = await runLoop(context, distilled.id, { ...go, evaluate: false });
    expect(runs.map((run) => modelSettingsOf(project, run).arch)).toEqual(['small-1.25', 'small']);
  });

  it('trains one model on labelled images where the method is supervised', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(['method', 'supervised'], ['iterations', 2]);
    const { id } = createExperiment(context, { name: 'supervised', recipe, seed: 4 });
    const { state, runs } = await runLoop(context, id, { ...go, evaluate: false });
    expect([state, runs.map(({ kind }) => kind)]).toEqual(['done', ['model']]);
    expect(project.catalog.iterations.list(id)).toEqual([]);
    const inputs = readCheckpoint(join(project.runsFolder, String(runs[0].id), 'inputs.safetensors'));
    expect([...inputs.tensors.keys()].filter((name) => name.startsWith('pseudo'))).toEqual([]);
  });

  it('fixmatch: trains one model on labelled images and the whole pool without labelling it, killed or not to the same weights', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(
      ['method', 'fixmatch'],
      ['training.teacherLength.amount', 12],
      ['training.unlabelledRatio', [2]],
      // So low that images pass it from the first steps on.
      ['consistency.threshold', 0.2],
    );
    const make = (name: string) => createExperiment(context, { name, recipe, seed: 6 });
    const calm = await runLoop(context, make('calm fixmatch').id, go);
    expect([calm.state, calm.runs.map(({ kind }) => kind)]).toEqual(['done', ['model']]);
    expect(project.catalog.iterations.list(calm.experiment.id)).toEqual([]);
    const folder = join(project.runsFolder, String(calm.runs[0].id));
    const { tensors, metadata } = readCheckpoint(join(folder, 'inputs.safetensors'));
    expect(tensors.get('unlabelled.hashes')?.shape).toEqual([140, 32]);
    expect([...tensors.keys()].filter((name) => name.startsWith('pseudo'))).toEqual([]);
    expect(JSON.parse(metadata.spec)).toMatchObject({
      objective: 'fixmatch',
      consistency: { threshold: 0.2, temperature: 0, weight: 1, rampUp: 0 },
      unlabelledRatio: 2,
      // Smoothed labels would keep the model below the threshold.
      training: { labelSmoothing: 0 },
    });
    const [model] = summariseExperiment(project, calm.experiment.id).models;
    expect(model.name).toEqual({ code: 'model' });
    expect(model.testAccuracy).not.toBeNull();

    const killed = make('killed fixmatch');
    let kills = 0;
    const killing: typeof context.tell = (event) => {
      if (event.type !== 'progress' || event.progress.phase !== 'training' || event.progress.done < 5) return;
      if (kills++ === 0) process.kill(context.engine.pid as number, 'SIGKILL');
    };
    await expect(runLoop({ ...context, tell: killing }, killed.id, go)).rejects.toMatchObject({
      code: 'engine-died',
    });
    const [run] = project.catalog.runs.list({ experimentId: killed.id });
    expect(run.state).toBe('interrupted');
    const step = readCheckpoint(join(project.runsFolder, String(run.id), 'checkpoint.safetensors')).metadata
      .step;
    expect(Number(step)).toBeGreaterThanOrEqual(4);
    expect(Number(step)).toBeLessThan(12);
    const [resumed] = (await runLoop(context, killed.id, go)).runs;
    expect(resumed.weightsHash).toBe(calm.runs[0].weightsHash);
    const points = (id: number) =>
      project.catalog.epochs.list(id).map(({ step, trainLoss }) => [step, trainLoss]);
    expect(points(resumed.id)).toEqual(points(calm.runs[0].id));
  });

  it('stops after the model that is trained when asked, goes on, and trains one more when it is done', async () => {
    const { context, project } = studio;
    const { experiments, iterations } = project.catalog;
    const { id } = createExperiment(context, { name: 'longer', recipe: tinyRecipe(), seed: 4 });
    expect(() => addIteration(project, id)).toThrow(expect.objectContaining({ code: 'experiment-not-done' }));
    let asked = false;
    const asking: typeof context.tell = (event) => {
      if (asked || event.type !== 'progress' || event.progress.phase !== 'training') return;
      asked = true;
      experiments.setOptions(id, { ...experiments.get(id).options, stopAfter: true });
    };
    const stopped = await runLoop({ ...context, tell: asking }, id, go);
    expect([stopped.state, experiments.get(id).state]).toEqual(['paused', 'paused']);
    // The model is finished and measured, and the next one is not begun.
    const [teacher] = stopped.runs;
    expect([stopped.runs.length, teacher.state, iterations.list(id)]).toEqual([1, 'done', []]);
    expect(project.catalog.evaluations.newest([teacher.id])).toHaveLength(1);
    const said: string[] = [];
    const tell: typeof context.tell = (event) => {
      if (event.type === 'stage') said.push(event.text);
    };
    const done = await runLoop({ ...context, tell }, id, go);
    // No message says that the finished teacher is trained again.
    expect(said.filter((text) => text.startsWith('Train'))).toEqual([expect.stringContaining('student 1')]);
    expect([done.state, done.runs.map(({ kind }) => kind)]).toEqual(['done', ['teacher', 'student']]);
    expect(done.runs[0].weightsHash).toBe(teacher.weightsHash);

    addIteration(project, id);
    const longer = await runLoop(context, id, go);
    expect(longer.runs.map(({ kind }) => kind)).toEqual(['teacher', 'student', 'student']);
    expect(longer.runs.slice(0, 2).map(({ weightsHash }) => weightsHash)).toEqual(
      done.runs.map(({ weightsHash }) => weightsHash),
    );
    expect(iterations.list(id).map(({ number }) => number)).toEqual([1, 2]);

    const study = project.catalog.studies.create({
      name: 'fixed',
      definition: { question: null, seeds: [1], arms: [], baseline: 'all' },
      dataHash: '00',
    });
    project.catalog.studies.setCell(study.id, {
      ...{ arm: 'all', seed: 1, experimentId: id },
    });
    expect(() => addIteration(project, id)).toThrow(expect.objectContaining({ code: 'experiment-in-study' }));
  });

  it('stops a training whose loss is not a number, and keeps the batch', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(
      ['iterations', 0],
      ['training.optimizer', 'sgd'],
      ['training.learningRate', 100],
      ['training.weightDecay', 1],
      ['training.teacherLength.amount', 40],
      ['training.schedule.kind', 'cosine'],
    );
    const experiment = createExperiment(context, {
      name: 'diverges',
      recipe: { ...recipe, training: { ...recipe.training, referenceBatch: 1 } },
      seed: 2,
    });
    await expect(runLoop(context, experiment.id, go)).rejects.toMatchObject({ code: 'loss-not-finite' });
    const [run] = project.catalog.runs.list({ experimentId: experiment.id });
    expect(run.state).toBe('failed');
    const { tensors } = readCheckpoint(join(project.runsFolder, String(run.id), 'bad-batch.safetensors'));
    expect([...tensors.keys()]).toEqual(expect.arrayContaining(['images', 'targets', 'weights']));
  });
});
