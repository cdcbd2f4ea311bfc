import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Run, SelectionRow } from '../../../catalog';
import { applySettings } from '../../../core/recipe';
import { gainOn } from '../../../core/sentences/seen-images';
import type { RunMetrics } from '../../../core/stored/run-metrics';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { readCheckpoint } from '../../../files/safetensors/safetensors';
import type { TrainSpec } from '../../../runner/job/messages';
import { imagesOf } from '../../project/images/image-sets';
import { seenImages } from '../../project/images/seen-images';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { finishedModelOf } from '../../project/runs/run-model';
import { summariseExperiment } from '../../report/experiment/summary';
import { gatherReport } from '../../report/gathering/gather-report';
import { addWeights, findWeights } from '../../weights/library';
import { seeingTensors, writeTensors } from '../../weights/timm-file.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { ensurePixels } from '../model/pixels';
import { checkStart } from './check-start';

const name = 'efficientnet_lite0.ra_in1k';
const folder = mkdtempSync(join(tmpdir(), 'pretrained-'));
let studio: TestProject;

beforeAll(async () => {
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  const file = join(folder, `${name}.safetensors`);
  writeTensors(file, seeingTensors('lite0', 7));
  await addWeights(file);
  studio = await makeTestProject();
});
afterAll(async () => {
  await studio.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const recipe = tinyRecipe(
  ['imageSize', 32],
  ['teacher.arch', 'lite0'],
  ['teacher.weights', name],
  ['students.0.arch', 'lite0'],
  ['students.0.weights', name],
  ['training.labelledBatch', 4],
  ['training.teacherLength.amount', 2],
  ['training.studentLength.amount', 2],
  ['training.learningRate', 1e-7],
  ['validationShare', 0.2],
);

it('an experiment begins with a linear probe, from which the teacher goes on; its student starts from the weights and a probe of its own', async () => {
  const { context, project } = studio;
  const { catalog } = project;
  const { id } = createExperiment(context, { name: 'pretrained', recipe, seed: 1 });
  const { runs } = await runLoop(context, id, { pauseForReview: false, evaluate: true });
  const all = catalog.runs.list({ experimentId: id });
  expect(all.map(({ kind, state }) => [kind, state])).toEqual([
    ['probe', 'done'],
    ['teacher', 'done'],
    ['student', 'done'],
  ]);
  const [probe, teacher, student] = all;
  expect(runs.map((run) => run.id)).toEqual([teacher.id, student.id]);

  const { probe: fit, model } = probe.metrics as RunMetrics;
  expect(fit).toMatchObject({ chosenBy: 'folds' });
  // With few labels there are few validation images: each labelled image is held out once, including those of validation.
  const few = imagesOf(project, 'labelled-train').length + imagesOf(project, 'validation').length;
  expect(few).toBeLessThan(200);
  expect(fit?.folds).toMatchObject({ folds: 5, images: few });
  expect((fit?.folds?.accuracy ?? 0) * few).toBeCloseTo(Math.round((fit?.folds?.accuracy ?? 0) * few), 6);
  expect(fit?.folds?.deviation).toBeGreaterThan(0);
  // These values come from the weights, whatever the recipe says.
  const needs = {
    padding: 'symmetric',
    batchNormEpsilon: 1e-5,
    laidOutFor: 224,
    mean: [0.485, 0.456, 0.406],
  };
  expect(model).toMatchObject({ ...needs, arch: 'lite0', imageSize: 32, classes: 10 });
  for (const run of [teacher, student]) expect(finishedModelOf(project, run)).toMatchObject(needs);

  const specOf = ({ id: run }: Run) => {
    const inputs = readCheckpoint(join(project.runsFolder, String(run), 'inputs.safetensors'));
    return JSON.parse(inputs.metadata.spec) as TrainSpec;
  };
  expect(specOf(teacher).initialWeights).toBe(`../${probe.id}/weights.safetensors`);
  expect(specOf(teacher)).not.toHaveProperty('initialHead');
  expect(specOf(student).initialWeights).toBe(join('start', 'weights.safetensors'));
  expect(specOf(student)).not.toHaveProperty('initialHead');
  const startOf = (run: Run, file: string) =>
    readCheckpoint(join(project.runsFolder, String(run.id), 'start', file)).tensors;

  const weights = (run: Run) =>
    readCheckpoint(join(project.runsFolder, String(run.id), 'weights.safetensors')).tensors;
  const values = (run: Run, tensor: string) => weights(run).get(tensor)?.data as Float32Array;
  const given = readCheckpoint(findWeights(name).file as string).tensors.get('conv_head.weight');
  expect(values(probe, 'conv_head.weight')).toEqual(given?.data);
  // After two steps at a rate close to zero, the teacher has the probe's classifier, and the student has that of its own probe.
  const apart = (a: Float32Array, b: Float32Array) =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
  const head = 'classifier.weight';
  const start = startOf(student, 'weights.safetensors');
  expect(apart(values(teacher, head), values(probe, head))).toBeLessThan(1e-5);
  expect(apart(values(student, head), start.get(head)?.data as Float32Array)).toBeLessThan(1e-5);
  expect(apart(values(student, head), values(probe, head))).toBeGreaterThan(1e-3);
  expect(start.get('conv_head.weight')?.data).toEqual(given?.data);
  // The student's probe was fitted on what the student learns from: labelled images, and the teacher's labels of the pool.
  const images = (tensor: string) => startOf(student, 'inputs.safetensors').get(tensor)?.data.length ?? 0;
  const labelled = readCheckpoint(join(project.runsFolder, String(probe.id), 'inputs.safetensors')).tensors;
  expect(images('labelled.labels')).toBeGreaterThan(labelled.get('labelled.labels')?.data.length as number);

  const { models } = summariseExperiment(project, id);
  expect(models.map(({ byFolds }) => byFolds)).toEqual([fit?.folds, null, null]);
  expect(models.map((each) => each.name.code)).toEqual(['probe', 'teacher', 'student']);
  expect(models.map(({ testAccuracy }) => testAccuracy !== null)).toEqual([true, true, true]);
  expect(models.map(({ overFirst }) => overFirst !== null)).toEqual([false, false, true]);
  // The teacher labelled the pool: the report must not say this of the probe before it as well.
  const report = await gatherReport(project, id);
  const { iterations } = report;
  expect(iterations.map(({ labelling }) => labelling?.by ?? null)).toEqual([null, 'Teacher', null]);
  // Nor does it report gains over the probe.
  expect(report.base).toBe(1);
  const { overFirst } = models[2];
  expect(iterations.map(({ testGain = null }) => testGain)).toEqual([
    null,
    null,
    overFirst && gainOn(overFirst),
  ]);
  expect(report.confusion?.[0].model).toBe('Teacher');
  // Pretrained weights saw none of the project's images; a teacher saw what its probe saw.
  const test = imagesOf(project, 'test');
  expect(seenImages(project, teacher, test)?.some((seen) => seen > 0)).toBe(false);
});

it('of the pool a student’s probe has those images decoded alone that it takes, and one that is gone meanwhile is put aside', async () => {
  const { context, project } = studio;
  const { images, selections } = project.catalog;
  const larger = applySettings(recipe, [
    ['students.0.size', 40],
    ['noise.student.cropArea', 0.5],
    ['selection.quota', 3],
    ['selection.duplicate', false],
  ]);
  const { id } = createExperiment(context, { name: 'larger', recipe: larger, seed: 2 });
  await runLoop(context, id, { pauseForReview: true, evaluate: false });
  // The student is trained on crops of 40 pixels from images of 52 pixels, and its probe sees whole images of 40.
  await ensurePixels(context, 52, larger.fit, ['labelled-train', 'unlabelled']);
  const [iteration] = project.catalog.iterations.list(id);
  const { id: selection } = selections.latest(iteration.id) as SelectionRow;
  const kept = selections.items(selection, 'kept').map(({ imageId }) => imageId);
  expect(kept.length).toBeGreaterThan(3);
  const gone = images.get(kept[1]);
  rmSync(gone.file);
  const { runs } = await runLoop(context, id, { pauseForReview: false, evaluate: false });
  expect(images.get(gone.id).state).toBe('quarantined');

  const labels = (...path: string[]) => {
    const { tensors } = readCheckpoint(join(project.runsFolder, String(runs[1].id), ...path));
    return tensors.get('labelled.labels')?.data.length as number;
  };
  const learnt = labels('inputs.safetensors');
  expect(labels('start', 'inputs.safetensors')).toBe(learnt + kept.length - 1);
  const cache = PixelCache.open(project.cacheFolder, 40, larger.fit);
  const decoded = imagesOf(project, 'unlabelled').filter(({ contentHash }) => cache.rowOf(contentHash) >= 0);
  cache.close();
  expect(decoded.map((image) => image.id)).toEqual(kept.filter((image) => image !== gone.id));
});

it('weights that are not there or of another model are told before anything is trained', () => {
  const { project } = studio;
  const changed = (weights: string) => ({ ...recipe, teacher: { ...recipe.teacher, weights } });
  expect(() => checkStart(project, { recipe: changed('nothing'), measures: false })).toThrow(
    /There are no weights "nothing"/,
  );
  const other = { ...recipe, teacher: { ...recipe.teacher, arch: 'lite1' as const } };
  expect(() => checkStart(project, { recipe: other, measures: false })).toThrow(
    /for lite0, but the model is lite1/,
  );
  expect(() => tinyRecipe(['teacher.weights', 'tf_efficientnet_b0.ns_jft_in1k'])).toThrow(
    /teacher\.weights.*for b0, but the model is small/,
  );
});
