import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfusionCounts } from '../../../core/metrics';
import type { EvaluationMetrics } from '../../../core/metrics/evaluation';
import { readCheckpoint } from '../../../files/safetensors/safetensors';
import { PseudoTargetReader } from '../../../runner/training/pseudo-targets';
import { loadInputs } from '../../../runner/training/train-inputs';
import { labellingColumns } from '../../labelling/file/labelling';
import { imagesOf, outputsOf } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { recipeOf } from '../../project/runs/run-model';
import { writeReport } from '../../report/write-report';
import { evaluateRun } from '../measuring/evaluate';
import { labelPool } from '../pool/label-pool';
import { predictFiles } from '../predict/predict-files';
import { createExperiment, runLoop } from './loop';

let studio: TestProject;
beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

it('classes that are added and merged between teacher and student', async () => {
  const { context, project, folder } = studio;
  const { catalog } = project;
  const go = { pauseForReview: true, evaluate: true };
  const experiment = createExperiment(context, { name: 'classes', recipe: tinyRecipe(), seed: 1 });
  await runLoop(context, experiment.id, go);
  const [boot, bag] = catalog.classes.list().map(({ id }) => id);
  // This is also the name of a property that every object has.
  const { id: added } = catalog.classes.add('constructor');
  const pool = catalog.images.ids({ split: 'unlabelled' });
  catalog.labels.set(pool.slice(0, 5), added, 'Ada');
  catalog.classes.merge(boot, bag, 'Ada');

  const { state, runs } = await runLoop(context, experiment.id, go);
  expect(state).toBe('done');
  const [teacher, student] = runs;
  expect(runs.map((run) => outputsOf(project, run).length)).toEqual([10, 11]);

  // The merged class is never a target: the teacher's probability for it is added to the class it was merged into.
  const { tensors } = readCheckpoint(join(project.runsFolder, String(student.id), 'inputs.safetensors'));
  const labels = [...(tensors.get('labelled.labels')!.data as Int32Array)];
  const count = (position: number) => labels.filter((label) => label === position).length;
  expect([count(0), count(1) > count(2), count(10)]).toEqual([0, true, 5]);
  const runFolder = join(project.runsFolder, String(student.id));
  const { pseudo } = loadInputs(runFolder).inputs;
  const targets = new PseudoTargetReader(pseudo!.targets, 11, 0, runFolder);
  for (let image = 0; image < pseudo!.copies.length; image++) {
    const row = new Float32Array(11);
    targets.read(image, row, 0);
    expect([row[0], row[10]]).toEqual([0, 0]);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 2);
  }
  targets.close();

  // The teacher can still label and be measured, by today's classes.
  const { metrics } = await evaluateRun(context, teacher, 'test');
  const { labelled, predicted } = ConfusionCounts.ofCells((metrics as EvaluationMetrics).cells, 11);
  expect([labelled[0], predicted[0], predicted[10]]).toEqual([0, 0, 0]);
  const labelling = await labelPool(context, teacher, recipeOf(teacher), null);
  expect(labelling.classIds).toHaveLength(10);
  expect(labellingColumns(project, labelling).classIds.includes(boot)).toBe(false);

  // Predictions of files outside the project use today's classes as well.
  const [merged] = catalog.classes.list().map(({ name }) => name);
  const files = imagesOf(project, 'test').map(({ file }) => file);
  const { predictions } = await predictFiles(context, teacher, files);
  expect(predictions).toHaveLength(50);
  for (const { label, probabilities } of predictions) {
    expect(label).not.toBe(merged);
    expect(Object.keys(probabilities)).toHaveLength(9);
    expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
  }

  for (const { probabilities } of (await predictFiles(context, student, files)).predictions) {
    expect(probabilities.constructor).toBeTypeOf('number');
    expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
  }

  // The report names the classes of today and counts each model's test images among them.
  const html = readFileSync(await writeReport(project, experiment.id, join(folder, 'report.html')), 'utf8');
  const today = catalog.classes.list().map(({ name }) => name);
  expect(today).toHaveLength(11);
  const matrices = html.match(/<table class="matrix">.*?<\/table>/gs) ?? [];
  expect(matrices).toHaveLength(2);
  for (const [i, matrix] of matrices.entries()) {
    const rows = [...matrix.matchAll(/<th scope="row" class="name">(.*?)<\/th>(.*?)<td class="sum">/gs)];
    expect(rows.map(([, name]) => name)).toEqual(today);
    const counts = rows.map(([, , cells]) =>
      [...cells.matchAll(/<td class="[^"]*"[^>]*>(.*?)<\/td>/g)].map(([, n]) => (n === '·' ? 0 : Number(n))),
    );
    const [evaluation] = catalog.evaluations.list(runs[i].id);
    expect(ConfusionCounts.from(counts.flat()).cells).toEqual(
      (evaluation.metrics as EvaluationMetrics).cells,
    );
    expect(counts.flat().reduce((sum, n) => sum + n, 0)).toBe(50);
  }
  expect(html).not.toMatch(/NaN|undefined/);
});
