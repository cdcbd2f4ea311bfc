import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { corruptImage } from '../../../core/corruptions/corrupt';
import type { Severity } from '../../../core/corruptions/corruption';
import { summaryOf } from '../../../core/corruptions/measures';
import { type CorruptionName, corruptionNames } from '../../../core/corruptions/table';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { corruptionTools } from '../../../data/corrupted/corruption-tools';
import type { StudioContext, StudioEvent } from '../../project/context/context';
import { hashesOf, imagesOf } from '../../project/images/image-sets';
import { type TestProject, tinyRecipe } from '../../project/project.fixture';
import { finishedModelOf, weightsOf } from '../../project/runs/run-model';
import { createExperiment, runLoop } from '../loop/loop';
import { evaluateRun } from './evaluate';
import { drawnOf, imageSetOf } from './measured-images';
import { checkComparable, comparable, measureRobustness } from './robustness';
import { heardIn, trainedModels } from './trained-models.fixture';

let studio: TestProject;
let teacher: Run;
let student: Run;

beforeAll(async () => {
  ({ studio, teacher, student } = await trainedModels('robust'));
});
afterAll(() => studio.close());

const heard = (more?: Partial<StudioContext>) => heardIn(studio, more);
const few = { corruptions: ['fog', 'jpeg-compression'], severities: [1, 5] } as const satisfies {
  corruptions: CorruptionName[];
  severities: Severity[];
};

it('measures all 19 corruptions at 5 severities, and the clean images as the evaluation does', async () => {
  const { context, events } = heard();
  const measured = await measureRobustness(context, teacher);
  expect(measured).toMatchObject({ runId: teacher.id, split: 'test', images: 50 });
  expect(measured.cells.length).toBe(95);
  const { clean, rows, mean, whole } = summaryOf(measured);
  const { metrics } = await evaluateRun(studio.context, teacher);
  expect(clean).toBeCloseTo(metrics.values.accuracy as number, 12);
  expect(rows.map(({ corruption }) => corruption)).toEqual(corruptionNames);
  expect(whole).toBe(15);
  expect(mean).toBeLessThan(clean as number);
  expect(events.filter(({ type }) => type === 'robustness').length).toBe(96);
  const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
  expect(progress.at(-1)).toMatchObject({ done: 96 * 50, total: 96 * 50, unit: 'images' });
});

it('shows the network what the corruption makes of the cached image', async () => {
  const { project, context } = studio;
  const model = finishedModelOf(project, teacher);
  const images = imagesOf(project, 'test');
  const cell = { corruption: 'contrast', severity: 5 } as const;
  // The same images are corrupted here, stored in a cache of their own and shown as if they were clean.
  const folder = `${project.cacheFolder}/by-hand`;
  const own = PixelCache.open(project.cacheFolder, model.imageSize, model.fit);
  const made = PixelCache.open(folder, model.imageSize, model.fit);
  for (const { contentHash } of images) {
    const pixels = own.read([own.rowOf(contentHash)]);
    const hash = new Uint8Array(Buffer.from(contentHash, 'hex'));
    made.append(contentHash, await corruptImage(pixels, model.imageSize, cell, hash, corruptionTools));
  }
  made.close();
  own.close();
  const said: Int32Array[] = [];
  const job = { kind: 'robustness', model, weights: weightsOf(context, teacher), batch: 16 } as const;
  const asked = {
    hashes: hashesOf(images),
    columns: Array.from({ length: model.classes }, (_, i) => i),
    classes: model.classes,
  };
  const listener = { onCell: (each: { predictedClass: Int32Array }) => said.push(each.predictedClass) };
  // The images are corrupted in threads, without threads, and by hand.
  for (const workers of [2, 0])
    await context.engine.run(
      { ...job, ...asked, workers, cacheFolder: project.cacheFolder, cells: [cell] },
      listener,
    );
  await context.engine.run({ ...job, ...asked, workers: 0, cacheFolder: folder, cells: [null] }, listener);
  expect(said[0]).toEqual(said[2]);
  expect(said[1]).toEqual(said[2]);
  await context.engine.run(
    { ...job, ...asked, workers: 0, cacheFolder: project.cacheFolder, cells: [null] },
    listener,
  );
  expect(said[3]).not.toEqual(said[2]);
});

it('goes on after a stop with what is left, and ends with the same numbers', async () => {
  const stop = new AbortController();
  const { context, events } = heard({ signal: stop.signal });
  const tell = (event: StudioEvent) => {
    events.push(event);
    if (event.type === 'robustness' && events.filter(({ type }) => type === 'robustness').length === 2)
      stop.abort();
  };
  await expect(measureRobustness({ ...context, tell }, student, few)).rejects.toMatchObject({
    code: 'cancelled',
  });
  const [kept] = studio.project.catalog.robustness.newest([student.id], 1);
  expect(kept.cells.length).toBeGreaterThan(0);
  expect(kept.cells.length).toBeLessThan(4);
  const rest = heard();
  const whole = await measureRobustness(rest.context, student, few);
  expect(whole.id).toBe(kept.id);
  expect(whole.cells).toEqual(expect.arrayContaining([...kept.cells]));
  expect(rest.events.filter(({ type }) => type === 'robustness').length).toBe(4 - kept.cells.length);
  // Repeating the request needs no job of the engine.
  const again = heard();
  expect(await measureRobustness(again.context, student, few)).toEqual(whole);
  expect(again.events.filter(({ type }) => type === 'stage')).toEqual([]);
  // A smaller request has its own mean, not that of everything that was ever measured.
  const fog = await measureRobustness(again.context, student, {
    ...few,
    corruptions: few.corruptions.slice(0, 1),
  });
  expect(new Set(fog.cells.map(({ corruption }) => corruption))).toEqual(
    new Set(few.corruptions.slice(0, 1)),
  );
  expect(fog.right).toBe(whole.right);
});

it('other labels are another measurement, which is not held against the first', async () => {
  const { catalog } = studio.project;
  const before = await measureRobustness(studio.context, teacher, few);
  const [image] = imagesOf(studio.project, 'test');
  const other = catalog.classes.list().find(({ id }) => id !== image.classId);
  catalog.labels.set([image.id], other?.id as number, 'Ada');
  const after = await measureRobustness(studio.context, student, few);
  expect(after.imageSet).not.toBe(before.imageSet);
  expect(() => comparable(after, before)).toThrow(
    expect.objectContaining({ code: 'robustness-other-images' }),
  );
  expect(comparable(after, after)).toBe(after);
  expect(() => checkComparable(studio.context, student, teacher)).not.toThrow();
  catalog.labels.set([image.id], image.classId as number, 'Ada');
  expect((await measureRobustness(studio.context, teacher, few)).id).toBe(before.id);
});

it('measures the first so many by their hashes where that is asked for, beside what was measured of all', async () => {
  const { project, context } = studio;
  const all = await measureRobustness(context, teacher, few);
  const some = await measureRobustness(context, teacher, { ...few, images: 20 });
  expect([all.images, some.images]).toEqual([50, 20]);
  expect(some.id).not.toBe(all.id);
  expect(some.imageSet).toBe(imageSetOf(drawnOf(imagesOf(project, 'test'), 20)));
  expect(some.cells.every(({ right }) => right <= 20)).toBe(true);
  expect(() => checkComparable(context, student, teacher, 20)).not.toThrow();
  expect(() => comparable(some, all)).toThrow(expect.objectContaining({ code: 'robustness-other-images' }));
});

it('two models of which one has learnt from test images are not measured for hours first', async () => {
  const { context, project } = studio;
  const [learnt] = imagesOf(project, 'labelled-train');
  project.catalog.splits.move([learnt.id], 'test');
  const recipe = tinyRecipe(['iterations', 0]);
  const { id } = createExperiment(context, { name: 'without it', recipe, seed: 2 });
  const [other] = (await runLoop(context, id, { pauseForReview: false, evaluate: false })).runs;
  expect(() => checkComparable(context, teacher, other)).toThrow(
    expect.objectContaining({ code: 'robustness-other-images' }),
  );
});
