import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { architecture } from '../../../core/network/arch';
import { applySettings } from '../../../core/recipe';
import { startProblems } from '../../../core/start/start-problems';
import { shapesOf, workOf } from '../../../core/workload/workload';
import { pixelsFile } from '../../../data/cache/pixel-rows';
import { someModel } from '../../../engine/export/exported.fixture';
import { writeOnnx } from '../../../engine/export/onnx/onnx';
import { LabellingFile } from '../../../runner/labelling/labelling-file';
import { exportModel } from '../../export/export-model';
import { imagesOf } from '../../project/images/image-sets';
import { seenImages } from '../../project/images/seen-images';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { writeReport } from '../../report/write-report';
import { addModel, removeModel } from '../../weights/models';
import { createExperiment, runLoop } from '../loop/loop';
import { measureAttacks } from '../measuring/attack';
import { evaluateRun } from '../measuring/evaluate';
import { predictFiles } from '../predict/predict-files';
import { checkStart } from '../start/check-start';
import { measureShapes } from '../start/measure-recipe';
import { startFacts } from '../start/start-facts';

const folder = mkdtempSync(join(tmpdir(), 'encoder-teacher-'));
const file = join(folder, 'lite2.onnx');
let studio: TestProject;

beforeAll(async () => {
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  // Our own Lite2, cut at its features, stands for an encoder that somebody brought.
  writeOnnx(file, someModel(architecture('lite2'), 48));
  await addModel(file, { given: { output: 'features' } });
  studio = await makeTestProject();
});
afterAll(async () => {
  await studio.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const recipe = tinyRecipe(
  ['teacher.arch', 'encoder'],
  ['teacher.weights', 'lite2'],
  ['selection.ood.score', 'mahalanobis'],
  ['validationShare', 0.2],
);

it('an encoder with a head teaches: it is fitted, measured, labels the pool, and a student learns from it', async () => {
  const { context, project, events } = studio;
  const { catalog } = project;
  const { id, recipe: kept } = createExperiment(context, { name: 'encoder', recipe, seed: 1 });
  // The image size is the encoder's, whatever the recipe says.
  expect(kept).toMatchObject({ imageSize: 28, teacher: { size: 48 } });
  const { runs } = await runLoop(context, id, { pauseForReview: false, evaluate: true });
  const [teacher, student] = runs;
  expect(catalog.runs.list({ experimentId: id }).map(({ kind, state }) => [kind, state])).toEqual([
    ['teacher', 'done'],
    ['student', 'done'],
  ]);
  expect(teacher.metrics).toMatchObject({
    steps: 0,
    probe: { chosenBy: 'folds' },
    model: { arch: 'encoder', classes: 10 },
  });
  expect(student.metrics?.model).toMatchObject({ arch: 'small', imageSize: 28 });

  const [labelling] = catalog.labellingRuns.list();
  const pool = imagesOf(project, 'unlabelled').length;
  LabellingFile.with(join(project.folder, labelling.file as string), (labels) => {
    expect(labels.rows).toBe(pool);
    expect(labels.features?.width).toBe(1280);
    const soft = labels.softLabel(0);
    expect(soft.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
    expect(labels.scoreNames).toContain('mahalanobis');
    expect(labels.score('mahalanobis')?.every(Number.isFinite)).toBe(true);
    // With so few validation images the head is judged by folds: by other heads like it that have not seen the image.
    expect(labels.heldOut?.by.folds).toBeGreaterThanOrEqual(2);
    expect(labels.heldOut?.ids).toHaveLength(imagesOf(project, 'labelled-train').length);
  });
  const notes = events.flatMap((event) => (event.type === 'note' ? [event.note.code] : []));
  expect(notes).toContain('encoder-device');
  expect(seenImages(project, student, imagesOf(project, 'labelled-train'))?.every((seen) => seen === 1)).toBe(
    true,
  );
});

it('is fitted to the same bits again, and after a stop', async () => {
  const { context, project } = studio;
  const hashes: (string | null)[] = [];
  for (const name of ['again', 'stopped']) {
    const { id } = createExperiment(context, { name, recipe: { ...recipe, iterations: 0 }, seed: 1 });
    if (name === 'stopped') {
      const stop = new AbortController();
      const tell = () => stop.abort();
      await expect(
        runLoop({ ...context, tell, signal: stop.signal }, id, { pauseForReview: false, evaluate: false }),
      ).rejects.toMatchObject({ code: 'cancelled' });
    }
    const { runs } = await runLoop(context, id, { pauseForReview: false, evaluate: false });
    hashes.push(runs[0].weightsHash);
  }
  const [first] = project.catalog.runs.list({ kind: 'teacher' });
  expect(hashes).toEqual([first.weightsHash, first.weightsHash]);
});

it('is measured, predicts files, stands in the report, and is neither attacked nor exported', async () => {
  const { context, project } = studio;
  const [teacher] = project.catalog.runs.list({ kind: 'teacher' });
  const accuracyOn = async (split: 'test' | 'validation') =>
    (await evaluateRun(context, teacher, split)).metrics.values.accuracy;
  // The accuracy that the fit found on validation images is that of the finished model.
  expect(teacher.metrics?.validationAccuracy).toBeCloseTo((await accuracyOn('validation')) as number, 6);
  // The features of a network with random weights still tell clothes apart far better than chance.
  expect(await accuracyOn('test')).toBeGreaterThan(0.3);
  const [image] = imagesOf(project, 'test');
  const { predictions } = await predictFiles(context, teacher, [image.file]);
  expect(Object.values(predictions[0].probabilities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(
    1,
    4,
  );
  const report = join(folder, 'report.html');
  await writeReport(project, teacher.experimentId as number, report);
  expect(readFileSync(report, 'utf8')).toMatch(/<td[^>]*>lite2</);
  await expect(measureAttacks(context, teacher)).rejects.toThrow(
    /cannot be attacked: it is a classifier on the features of lite2/,
  );
  await expect(
    exportModel(context, teacher, { format: 'onnx', target: join(folder, 'out') }),
  ).rejects.toThrow(/is the encoder lite2 with a linear classifier.*Export a student/);
});

it('is tried out for its time and memory, and so are its students', async () => {
  const { context, project } = studio;
  const shape = { kind: 'predict', arch: 'encoder', imageSize: 48, batch: 50, encoder: 'lite2' } as const;
  await measureShapes(context, recipe, [shape], (_, measured) => {
    expect(measured).toMatchObject({ fits: true });
    if (measured.fits) expect(measured.secondsPerUnit).toBeGreaterThan(0);
  });
  // A student's images are crops of larger ones, although its teacher's are not cropped.
  const cutting = applySettings(recipe, [['noise.student.cropArea', 0.5]]);
  const counts = { labelled: 48, validation: 12, pool: 140, test: 50 };
  const trained = shapesOf(workOf(cutting, counts)).filter(({ kind }) => kind === 'train');
  expect(trained).toMatchObject([{ arch: 'small', imageSize: 28 }]);
  await measureShapes(context, cutting, trained, (_, measured) => {
    expect(measured).toMatchObject({ fits: true });
  });
  const larger = pixelsFile(project.cacheFolder, { side: Math.round(1.5 * 28), fit: cutting.fit });
  expect(existsSync(larger)).toBe(true);
});

it('says before the start that a smaller student cannot surpass it, and what does not go together', () => {
  const { project } = studio;
  const question = { recipe, measures: false };
  const problems = startProblems(startFacts(project, question), recipe);
  expect(problems.find(({ code }) => code === 'student-below-encoder')).toMatchObject({
    blocks: false,
    values: { student: 'small', encoder: 'lite2' },
  });
  const other = { ...recipe, teacher: { ...recipe.teacher, size: 64 } };
  expect(() => checkStart(project, { ...question, recipe: other })).toThrow(/takes images of 48 pixels/);
  const gone = { ...recipe, teacher: { ...recipe.teacher, weights: 'nobody' } };
  expect(() => checkStart(project, { ...question, recipe: gone })).toThrow(/no weights "nobody"/);
  const network = { ...recipe, teacher: { ...recipe.teacher, weights: 'tf_efficientnet_lite0.in1k' } };
  expect(() => checkStart(project, { ...question, recipe: network })).toThrow(
    /for lite0, but the model is encoder/,
  );
  expect(() => tinyRecipe(['teacher.arch', 'encoder'])).toThrow(/does not say which/);
  expect(() =>
    tinyRecipe(['teacher.arch', 'encoder'], ['teacher.weights', 'x'], ['method', 'fixmatch']),
  ).toThrow(/an encoder does not learn/);
});

it('that was taken out of the library, or changed, is asked for by name', async () => {
  const { context, project } = studio;
  const [teacher] = project.catalog.runs.list({ kind: 'teacher' });
  removeModel('lite2');
  await expect(evaluateRun(context, teacher, 'test')).rejects.toMatchObject({ code: 'weights-unknown' });
  const other = join(folder, 'other.onnx');
  writeOnnx(other, someModel(architecture('lite0'), 48));
  await addModel(other, { name: 'lite2', given: { output: 'features' } });
  await expect(evaluateRun(context, teacher, 'test')).rejects.toMatchObject({ code: 'encoder-changed' });
});
