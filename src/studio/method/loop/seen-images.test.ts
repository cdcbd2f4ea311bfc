import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import type { EvaluationSettings } from '../../../core/metrics/evaluation';
import { loadInputs, saveInputs } from '../../../runner/training/train-inputs';
import { drawSplit, importSource } from '../../import';
import { imagesOf } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { summariseExperiment } from '../../report/experiment/summary';
import { gatherReport } from '../../report/gathering/gather-report';
import { evaluateRun, imagesToFit, measuredOn } from '../measuring/evaluate';
import { measurable } from '../measuring/measured-images';
import { createExperiment, runLoop } from './loop';

let studio: TestProject;
let experimentId: number;
let teacher: Run;
let student: Run;
const go = { pauseForReview: false, evaluate: true };

beforeAll(async () => {
  studio = await makeTestProject();
  const recipe = tinyRecipe(['initialise', 'teacher'], ['validationShare', 0.2]);
  experimentId = createExperiment(studio.context, { name: 'seen', recipe, seed: 1 }).id;
  [teacher, student] = (await runLoop(studio.context, experimentId, go)).runs;
});
afterAll(() => studio.close());

const seenOf = async (run: Run, split: 'test' | 'validation' | 'labelled-train' = 'test') => {
  const { images, settings } = await evaluateRun(studio.context, run, split);
  return { images, ...(settings as EvaluationSettings).seen };
};

it('a model that saw no test image is measured on all of them', async () => {
  expect(await seenOf(teacher)).toEqual({ images: 50, trained: 0, validated: 0, leftOut: true });
  expect(await seenOf(student)).toEqual({ images: 50, trained: 0, validated: 0, leftOut: true });
});

it('its validation images are measured by themselves, and its training images with a word', async () => {
  const labelled = imagesOf(studio.project, 'labelled-train').length;
  expect(await seenOf(teacher, 'validation')).toMatchObject({ images: 60 - labelled, trained: 0 });
  expect(await seenOf(teacher, 'labelled-train')).toEqual({
    images: labelled,
    trained: labelled,
    validated: 0,
    leftOut: false,
  });
});

it('images of a run of another experiment, whose weights it began with, count as seen', async () => {
  const { context, project } = studio;
  const { catalog } = project;
  const borrowed = imagesOf(project, 'test')
    .slice(0, 9)
    .map(({ id }) => id);
  catalog.splits.move(borrowed, 'labelled-train');
  const recipe = tinyRecipe(['iterations', 0], ['validationShare', 0.2]);
  const alone = { pauseForReview: false, evaluate: false };
  const other = createExperiment(context, { name: 'other', recipe, seed: 2 });
  const [source] = (await runLoop(context, other.id, alone)).runs;
  catalog.splits.move(borrowed, 'test');
  const later = createExperiment(context, { name: 'later', recipe, seed: 3 });
  const [run] = (await runLoop(context, later.id, alone)).runs;
  expect(await seenOf(run)).toMatchObject({ images: 50, trained: 0 });
  const folder = join(project.runsFolder, String(run.id));
  const { spec, inputs } = loadInputs(folder);
  saveInputs(
    folder,
    { ...spec, initialWeights: join('..', String(source.id), 'weights.safetensors') },
    inputs,
  );
  expect(await seenOf(run)).toEqual({ images: 41, trained: 9, validated: 0, leftOut: true });
  // Without the inputs of a run, nobody knows what it saw.
  rmSync(join(project.runsFolder, String(source.id), 'inputs.safetensors'));
  const { settings } = await evaluateRun(context, run);
  expect((settings as EvaluationSettings).seen).toBeNull();
});

it('a pseudo-labelled image that is labelled by hand and held out later is left out for its student alone', async () => {
  const { catalog } = studio.project;
  const [first] = catalog.classes.list();
  const pseudo = catalog.selections
    .items(catalog.selections.latest()?.id as number, 'kept')
    .slice(0, 7)
    .map(({ imageId }) => imageId);
  catalog.labels.set(pseudo, first.id, 'Ada');
  catalog.splits.move(pseudo, 'test');
  expect(await seenOf(student)).toEqual({ images: 50, trained: 7, validated: 0, leftOut: true });
  // The teacher labelled these images but learnt nothing from them.
  expect(await seenOf(teacher)).toEqual({ images: 57, trained: 0, validated: 0, leftOut: true });
  const [, last] = summariseExperiment(studio.project, experimentId).models;
  expect(last.overFirst).toMatchObject({ images: 50, others: 7 });
  expect(last.testSeen?.trained).toBe(7);
  const { iterations } = await gatherReport(studio.project, experimentId);
  expect(iterations[1].testNotes).toEqual([
    'Left out of "Test": 7 images that it, or a model that it learnt from, was trained on (near copies count).',
    'The two were not measured on the same images: the gain counts the 50 images that both were measured on.',
    expect.stringMatching(/^Against the teacher \S+ points on the 50 images of both .*: within noise\.$/),
  ]);
  catalog.splits.move(pseudo, 'unlabelled');
});

it('a near copy of what a model was trained on is left out, also once no file has that any more', async () => {
  const { project } = studio;
  const { catalog } = project;
  const [learnt] = imagesOf(project, 'labelled-train');
  const [test] = imagesOf(project, 'test');
  const measured = await measuredOn(studio.context, teacher, 'test');
  catalog.nearCopies.learn([{ hash: learnt.contentHash, twin: test.contentHash, same: true }]);
  // The comparison is known, the group is not made: as where the training image has left the catalog.
  expect(await seenOf(teacher)).toMatchObject({ images: measured.images - 1, trained: 1 });
  catalog.nearCopies.regroup();
  expect(catalog.images.get(learnt.id)).toMatchObject({ state: 'leak', code: 'near-leak' });
  expect(await seenOf(teacher)).toMatchObject({ images: measured.images - 1, trained: 1 });
  expect(await seenOf(student)).toMatchObject({ trained: 1 });
  catalog.nearCopies.separate([test.id], 'Ada');
  expect(await seenOf(teacher)).toMatchObject({ images: measured.images, trained: 0 });
});

it('a measurement does not hold for a file that has another picture since', async () => {
  const { context, project } = studio;
  const before = await measuredOn(context, teacher, 'test');
  expect((await measuredOn(context, teacher, 'test')).id).toBe(before.id);
  const [{ file }] = imagesOf(project, 'test');
  const bytes = readFileSync(file);
  const picture = sharp(bytes).flop();
  writeFileSync(file, await picture.png().toBuffer());
  await importSource(project, { path: join(studio.folder, 'data', 'test'), split: 'test' });
  const after = await measuredOn(context, teacher, 'test');
  expect(after.id).not.toBe(before.id);
  expect(after.settings?.imageSet).not.toBe(before.settings?.imageSet);
  writeFileSync(file, bytes);
  await importSource(project, { path: join(studio.folder, 'data', 'test'), split: 'test' });
});

it('what a method had in its pool without a label counts as trained on', async () => {
  const { context, project } = studio;
  const { catalog } = project;
  const recipe = tinyRecipe(['method', 'fixmatch'], ['validationShare', 0.2], ['iterations', 0]);
  const { id } = createExperiment(context, { name: 'fixmatch', recipe, seed: 1 });
  const [model] = (await runLoop(context, id, { ...go, evaluate: false })).runs;
  const [first] = catalog.classes.list();
  const pool = imagesOf(project, 'unlabelled')
    .slice(0, 5)
    .map(({ id }) => id);
  catalog.labels.set(pool, first.id, 'Ada');
  catalog.splits.move(pool, 'test');
  expect(await seenOf(model)).toMatchObject({ trained: 5 });
  catalog.splits.move(pool, 'labelled-train');
  catalog.labels.set(pool, null, 'Ada');
  expect(await seenOf(model)).toMatchObject({ trained: 0 });
});

it('after a redraw, what teacher or student were trained on is left out for both, and what chose their weights', async () => {
  const before = new Set(imagesOf(studio.project, 'labelled-train').map(({ id }) => id));
  const chose = new Set(imagesOf(studio.project, 'validation').map(({ id }) => id));
  drawSplit(studio.project, { testShare: 0.5, validationShare: 0.1, seed: 9 });
  const test = imagesOf(studio.project, 'test').map(({ id }) => id);
  const trained = test.filter((id) => before.has(id)).length;
  const validated = test.filter((id) => chose.has(id)).length;
  expect([trained > 0, validated > 0]).toEqual([true, true]);
  expect(await seenOf(teacher)).toEqual({ images: 50, trained, validated, leftOut: true });
  expect(await seenOf(student)).toEqual({ images: 50, trained, validated, leftOut: true });
});

it('going on after a redraw measures every model of the loop anew', async () => {
  const { catalog } = studio.project;
  const earlier = catalog.evaluations.newest([teacher.id]).find(({ split }) => split === 'test');
  drawSplit(studio.project, { testShare: 0.3, validationShare: 0.1, seed: 4 });
  await runLoop(studio.context, experimentId, go);
  const later = catalog.evaluations.newest([teacher.id]).find(({ split }) => split === 'test');
  expect(later?.id).not.toBe(earlier?.id);
  expect(later?.images).toBe(measurable(studio.project, teacher, 'test'));
  const [a, b] = summariseExperiment(studio.project, experimentId).models;
  expect(a.testSet).toBe(b.testSet);
});

it('a validation file that is gone is put aside, and the test images are measured', async () => {
  const { context, project } = studio;
  const [gone, ...others] = imagesToFit(context, teacher, 'test');
  expect(others.length).toBeGreaterThan(0);
  rmSync(project.cacheFolder, { recursive: true });
  rmSync(gone.file);
  const { images, metrics } = await evaluateRun(context, teacher);
  expect(images).toBe(measurable(project, teacher, 'test'));
  expect(metrics).toHaveProperty('calibrated');
  expect(project.catalog.images.get(gone.id).state).toBe('quarantined');
  expect(imagesToFit(context, teacher, 'test')).toEqual(others);
});

it('a model that has seen every image is refused, and one whose inputs are gone is measured with a word', async () => {
  const { catalog } = studio.project;
  const own = imagesOf(studio.project, 'test')
    .filter(({ contentHash }) => contentHash)
    .map(({ id }) => id);
  const known = new Set(
    catalog.evaluations
      .newest([teacher.id])
      .filter(({ split }) => split === 'test')
      .flatMap(({ id }) => catalog.evaluations.predictions(id).map(({ imageId }) => imageId)),
  );
  catalog.splits.move(
    own.filter((id) => known.has(id)),
    'unlabelled',
  );
  await expect(evaluateRun(studio.context, teacher)).rejects.toMatchObject({ code: 'nothing-unseen' });
  rmSync(join(studio.project.runsFolder, String(teacher.id), 'inputs.safetensors'));
  const { settings } = await evaluateRun(studio.context, student);
  expect((settings as EvaluationSettings).seen).toBeNull();
});
