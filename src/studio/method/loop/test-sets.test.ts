import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Evaluation, Run } from '../../../catalog';
import { importSource } from '../../import';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { summariseExperiment } from '../../report/experiment/summary';
import { gatherReport } from '../../report/gathering/gather-report';
import { renderReport } from '../../report/render';
import { evaluateRun } from '../measuring/evaluate';
import { makeHardSet } from '../measuring/hard-set';
import { createExperiment, runLoop } from './loop';

let studio: TestProject;
let teacher: Run;
let student: Run;
let experimentId: number;

const go = { pauseForReview: false, evaluate: true } as const;
/** Copies the first `count` files of each class of a part of the data into a source of their own. */
function copied(part: string, name: string, count: number): string {
  const from = join(studio.folder, 'data', part);
  for (const label of readdirSync(from, { withFileTypes: true }).filter((each) => each.isDirectory()))
    for (const file of readdirSync(join(from, label.name)).sort().slice(0, count))
      cpSync(join(from, label.name, file), join(studio.folder, name, label.name, `${part}-${file}`));
  return join(studio.folder, name);
}
const setNamed = (name: string) => studio.project.catalog.testSets.named(name);
const newestOn = (run: Run, name: string) =>
  studio.project.catalog.evaluations
    .newest([run.id])
    .find(({ setId }) => setId === setNamed(name).id) as Evaluation;

beforeAll(async () => {
  studio = await makeTestProject();
  await importSource(studio.project, { path: copied('test', 'night', 2), testSet: 'night' });
  const recipe = tinyRecipe(['training.teacherLength.amount', 40], ['training.labelledBatch', 30]);
  experimentId = createExperiment(studio.context, { name: 'sets', recipe, seed: 1 }).id;
  [teacher, student] = (await runLoop(studio.context, experimentId, go)).runs;
});
afterAll(() => studio.close());

it('is measured by the loop beside the test split, each on its own images', () => {
  const { catalog } = studio.project;
  for (const run of [teacher, student]) {
    const [test, night] = ['test', 'extra-test'].map(
      (split) => catalog.evaluations.newest([run.id]).find((each) => each.split === split) as Evaluation,
    );
    expect([test.images, test.setId]).toEqual([50, null]);
    expect([night.images, night.setId]).toEqual([20, setNamed('night').id]);
    // The set's files are copies of test images: both evaluations predict the same class for the same picture.
    const said = (of: Evaluation) =>
      new Map(
        catalog.evaluations
          .predictions(of.id)
          .map((each) => [catalog.images.get(each.imageId).contentHash, each.classId]),
      );
    const whole = said(test);
    for (const [hash, classId] of said(night)) expect(whole.get(hash)).toBe(classId);
  }
});

it('leaves out what a model has learnt from, and counts it', async () => {
  const { project, context } = studio;
  // The set has twenty images that were trained on and ten that were not.
  copied('labelled', 'mixed', 2);
  await importSource(project, { path: copied('test', 'mixed', 1), testSet: 'mixed' });
  const { images, settings, metrics } = await evaluateRun(context, teacher, setNamed('mixed'));
  const trained = settings?.seen?.trained as number;
  // Some of the labelled images are the teacher's validation images, which are not usable as test images either.
  expect(trained + (settings?.seen?.validated as number)).toBe(20);
  expect(trained).toBeGreaterThan(10);
  expect(images).toBe(10);
  expect(metrics.perClass.reduce((sum, { support }) => sum + support, 0)).toBe(10);
});

it('freezes what a baseline gets wrong with confidence: it is at 0 %, others are not made to be', async () => {
  const { project, context } = studio;
  const { evaluations, testSets } = project.catalog;
  const test = evaluations.newest([teacher.id]).find(({ split }) => split === 'test') as Evaluation;
  const wrong = evaluations.predictions(test.id, { wrong: true });
  const confidence = wrong[Math.floor(wrong.length / 2)].confidence;
  const set = await makeHardSet(context, teacher, { name: 'hard', confidence });
  const held = testSets.images(set).map(({ id }) => id);
  const expected = wrong.filter((each) => each.confidence >= confidence).map(({ imageId }) => imageId);
  expect(held).toEqual(expected.sort((a, b) => a - b));
  expect(set.origin).toEqual({ runId: teacher.id, confidence, of: 50 });
  const own = await evaluateRun(context, teacher, set);
  expect(own.metrics.values.accuracy).toBe(0);
  const other = await evaluateRun(context, student, set);
  const right = evaluations
    .predictions(other.id)
    .filter(({ classId, trueClassId }) => classId === trueClassId);
  expect(other.metrics.values.accuracy).toBeCloseTo(right.length / held.length, 12);
  await expect(makeHardSet(context, teacher, { name: 'hard', confidence })).rejects.toMatchObject({
    code: 'test-set-taken',
  });
  await expect(makeHardSet(context, teacher, { name: 'none', confidence: 1.1 })).rejects.toMatchObject({
    code: 'hard-set-none',
    values: { images: 50, wrong: wrong.length },
  });
});

it('stands beside the test accuracy in summaries and in the report', async () => {
  const { models, testSets } = summariseExperiment(studio.project, experimentId);
  expect(testSets.map(({ name }) => name)).toEqual(['hard', 'mixed', 'night']);
  expect(models[1].sets.map(({ images }) => images)).toContain(20);
  const data = await gatherReport(studio.project, experimentId);
  const night = data.testSets?.find(({ name }) => name === 'night');
  expect(night?.note).toBeNull();
  expect(night?.models.map(({ images, leftOut }) => [images, leftOut])).toEqual([
    [20, 0],
    [20, 0],
  ]);
  expect(night?.models[0].metrics.accuracy).toBe(newestOn(teacher, 'night').metrics.values.accuracy);
  const page = renderReport(data);
  expect(page).toContain('<h2 id="test-sets-h">Named test sets</h2>');
  expect(page).toMatch(/Teacher \(run \d+\) is at 0\s% on (&quot;|")hard(&quot;|") by construction/);
});
