import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabellingRun, Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { PredictJob } from '../../../runner/job/messages';
import { exportPredictions } from '../../export/predictions';
import { labellingColumns } from '../../labelling/file/labelling';
import type { PredictedFiles } from '../../labelling/rows/predicted-files';
import type { StudioEvent } from '../../project/context/context';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { predictFolder } from './predict-folder';

let studio: TestProject;
let run: Run;
let labelling: LabellingRun;
let pool: string;

beforeAll(async () => {
  studio = await makeTestProject();
  const { context, project } = studio;
  const recipe = tinyRecipe(['validationShare', 0.3]);
  const { id } = createExperiment(context, { name: 'first', recipe, seed: 2 });
  await runLoop(context, id, { pauseForReview: true, evaluate: false });
  run = project.catalog.runs.list({ state: 'done' })[0];
  labelling = project.catalog.labellingRuns.list().find(({ state }) => state === 'done') as LabellingRun;
  pool = project.catalog.sources.list().find(({ split }) => split === 'unlabelled')?.path as string;
});
afterAll(() => studio.close());

/** Lists everything below a folder, to check that nothing was added. */
const contents = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();
/** Folders of predictions beside the project's caches. */
const places = () => readdirSync(studio.project.cacheFolder).filter((name) => name.startsWith('predict'));

/** By file: the class, confidence, score and flag that the labelling of the same images has. */
function ofLabelling() {
  const { catalog } = studio.project;
  const { imageIds, classIds, confidence, oodScore } = labellingColumns(studio.project, labelling);
  const files = new Map(catalog.images.byIds([...imageIds]).map(({ id, file }) => [id, file]));
  return new Map(
    [...imageIds].map((id, row) => [
      files.get(id) as string,
      {
        classId: classIds[row],
        confidence: confidence[row],
        score: oodScore[row],
        flagged: oodScore[row] < (labelling.oodThreshold as number),
      },
    ]),
  );
}

const ofPrediction = (predicted: PredictedFiles) =>
  new Map(
    predicted.columns.files.map((file, row) => [
      file,
      {
        classId: predicted.columns.classIds[row],
        confidence: predicted.columns.confidence[row],
        score: predicted.columns.scores?.[row] as number,
        flagged: predicted.isFlagged(row),
      },
    ]),
  );

it('says of a folder what labelling the pool says of the same images, in pieces of any size, and leaves nothing behind', async () => {
  const before = contents(pool);
  const known = ofLabelling();
  const whole = await predictFolder(studio.context, run, [pool]);
  const pieces = await predictFolder(studio.context, run, [pool], 7);
  for (const predicted of [whole, pieces]) {
    expect(predicted.ood).toEqual({ score: labelling.oodScore, limit: labelling.oodThreshold });
    const said = ofPrediction(predicted);
    let compared = 0;
    for (const [file, own] of known) {
      const other = said.get(file);
      expect(other?.classId).toBe(own.classId);
      expect(other?.confidence).toBeCloseTo(own.confidence, 5);
      expect((other?.score ?? 0) / own.score).toBeCloseTo(1, 4);
      expect(other?.flagged).toBe(own.flagged);
      compared++;
    }
    expect(compared).toBeGreaterThan(100);
  }
  expect(whole.flagged()).toBeGreaterThan(0);
  expect(pieces.columns.files).toEqual(whole.columns.files);
  expect(contents(pool)).toEqual(before);
  expect(places()).toEqual([]);
});

it('filters and orders what it said', async () => {
  const predicted = await predictFolder(studio.context, run, [pool]);
  const { confidence, classIds, scores, files } = predicted.columns;
  const [[classId, images]] = predicted.counts();
  const ofClass = predicted.rows({ classId }, 'sure');
  expect(ofClass.length).toBe(images);
  expect([...ofClass].every((row) => classIds[row] === classId)).toBe(true);
  const falling = (values: readonly number[]) =>
    values.every((value, i) => i === 0 || value <= values[i - 1]);
  expect(falling([...ofClass].map((row) => confidence[row]))).toBe(true);
  expect(falling([...predicted.rows({}, 'unsure')].map((row) => -confidence[row]))).toBe(true);
  expect(falling([...predicted.rows({}, 'outside')].map((row) => -(scores as Float32Array)[row]))).toBe(true);
  const [middle] = predicted.rows({}, 'sure').slice(10, 11);
  const limit = confidence[middle];
  expect(predicted.rows({ least: limit }, 'found').includes(middle)).toBe(true);
  expect(predicted.rows({ most: limit }, 'found').includes(middle)).toBe(true);
  expect(predicted.rows({ flagged: true }, 'found').length).toBe(predicted.flagged());
  expect(predicted.rows({ flagged: false }, 'found').length).toBe(predicted.images - predicted.flagged());
  const name = files[3].slice(-9).toUpperCase();
  expect([...predicted.rows({ search: name }, 'found')]).toContain(3);
});

it('names what it cannot read, and predicts the rest', async () => {
  const folder = join(studio.folder, 'mixed');
  mkdirSync(join(folder, 'below'), { recursive: true });
  const [first, second] = contents(pool)
    .filter((name) => name.endsWith('.png'))
    .map((name) => join(pool, name));
  copyFileSync(first, join(folder, 'a.png'));
  // The same picture is there twice: each file has its own line.
  copyFileSync(first, join(folder, 'below', 'b.png'));
  copyFileSync(second, join(folder, 'c.png'));
  writeFileSync(join(folder, 'cut.png'), readFileSync(second).subarray(0, 60));
  writeFileSync(join(folder, 'none.jpg'), '');
  const predicted = await predictFolder(studio.context, run, [folder, join(folder, 'a.png')]);
  expect(predicted.columns.files).toEqual(
    ['a.png', 'below/b.png', 'c.png'].map((name) => join(folder, name)),
  );
  expect(predicted.columns.confidence[0]).toBe(predicted.columns.confidence[1]);
  expect(predicted.failed.map(({ file, code }) => [file, code])).toEqual([
    [join(folder, 'cut.png'), expect.stringMatching(/truncated|corrupt/)],
    [join(folder, 'none.jpg'), 'empty-file'],
  ]);

  const target = join(studio.folder, 'said.csv');
  const names = new Map(studio.project.catalog.classes.list().map(({ id, name }) => [id, name]));
  const nameOf = (id: number) => names.get(id) as string;
  const rows = predicted.rows({}, 'found');
  const chosen = { predicted, rows, nameOf, classes: [...names.values()], model: 'first, Teacher' };
  await exportPredictions(chosen, { format: 'predictions', target, paths: 'absolute' });
  const [heading, ...lines] = readFileSync(target, 'utf8').trimEnd().split('\r\n');
  expect(heading).toBe('path,class,confidence,out_of_domain,ood_score,model');
  expect(lines.length).toBe(3);
  for (const [row, line] of lines.entries()) {
    const [path, name, confidence, flagged, score] = line.split(',');
    expect(path).toBe(predicted.columns.files[row]);
    expect(name).toBe(nameOf(predicted.columns.classIds[row]));
    expect(Math.fround(Number(confidence))).toBe(predicted.columns.confidence[row]);
    expect(flagged).toBe(String(predicted.isFlagged(row)));
    expect(Math.fround(Number(score))).toBe(predicted.columns.scores?.[row]);
  }
  const again = exportPredictions(chosen, { format: 'predictions', target, paths: 'absolute' });
  await expect(again).rejects.toMatchObject({ code: 'export-target-exists' });

  const list = join(studio.folder, 'said.jsonl');
  await exportPredictions(chosen, { format: 'jsonl', target: list, paths: 'relative' });
  const [line] = readFileSync(list, 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({
    path: 'mixed/a.png',
    label: nameOf(predicted.columns.classIds[0]),
    source: { kind: 'pseudo-label', labellingRun: null },
  });
});

it('refuses a folder without images', async () => {
  const folder = join(studio.folder, 'nothing');
  mkdirSync(folder);
  await expect(predictFolder(studio.context, run, [folder])).rejects.toMatchObject({
    code: 'nothing-to-predict',
  });
  expect(places()).toEqual([]);
});

it('stops when it is told to, and takes away what it had on disk', async () => {
  const end = new AbortController();
  const tell = (event: StudioEvent) => {
    if (event.type === 'stage' && event.words.sentence === 'predict') end.abort();
  };
  const context = { ...studio.context, signal: end.signal, tell };
  await expect(predictFolder(context, run, [pool], 20)).rejects.toMatchObject({ code: 'cancelled' });
  expect(places()).toEqual([]);
});

it('predicts without a flag, and says why, where the project has nothing to fit one on', async () => {
  const notes: string[] = [];
  const tell = (event: StudioEvent) => event.type === 'note' && notes.push(event.note.code);
  const { project } = studio;
  const ids = Int32Array.from(project.catalog.images.ids({ split: 'labelled-train' }));
  project.catalog.labelSteps.set(ids, null, 'test');
  try {
    const predicted = await predictFolder({ ...studio.context, tell }, run, [pool]);
    expect([predicted.ood, predicted.columns.scores, predicted.flagged()]).toEqual([null, null, 0]);
    expect(predicted.images).toBeGreaterThan(100);
    expect(notes).toContain('ood-fit-few');
  } finally {
    project.catalog.labelSteps.undo('test');
  }
  rmSync(join(studio.folder, 'nothing'), { recursive: true });
});

it('memory that ran out in one piece is not asked for again in the next ones', async () => {
  const { context } = studio;
  const asked: number[] = [];
  const engine = Object.create(context.engine, {
    run: {
      value: (job: PredictJob, listener: object) => {
        if (job.sets.length === 0) return context.engine.run(job, listener);
        asked.push(job.batch);
        if (job.batch > 8) return Promise.reject(studioError('out-of-memory', {}));
        return context.engine.run(job, listener);
      },
    },
    close: { value: () => context.engine.close() },
  });
  const { images } = await predictFolder({ ...context, engine }, run, [pool], 20);
  expect(images).toBeGreaterThan(60);
  // The batch is halved in the first piece only.
  const small = asked.findIndex((batch) => batch <= 8);
  expect(small).toBeGreaterThan(0);
  expect(asked.length - small).toBe(Math.ceil(images / 20));
  expect(new Set(asked.slice(small)).size).toBe(1);
});
