import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { changed, framesOf } from '../../../core/perturbations/change';
import { flipsIn, perturbationSummary } from '../../../core/perturbations/measures';
import { perturbationNames, perturbationOf } from '../../../core/perturbations/table';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { corruptionTools } from '../../../data/corrupted/corruption-tools';
import type { StudioContext, StudioEvent } from '../../project/context/context';
import type { TestProject } from '../../project/project.fixture';
import { changedImagesJob } from './changed-images-job';
import { drawnOf, labelledIn } from './measured-images';
import { measurePerturbations } from './perturbations';
import { heardIn, trainedModels } from './trained-models.fixture';

let studio: TestProject;
let teacher: Run;
let student: Run;

beforeAll(async () => {
  ({ studio, teacher, student } = await trainedModels('restless'));
});
afterAll(() => studio.close());

const heard = (more?: Partial<StudioContext>) => heardIn(studio, more);

it('measures all ten on as many images as are asked for, and counts every pair', async () => {
  const { context, events } = heard();
  const measured = await measurePerturbations(context, teacher, { images: 12 });
  expect(measured).toMatchObject({ runId: teacher.id, split: 'test', images: 12 });
  const { imageSize } = changedImagesJob(context, teacher, []).model;
  for (const { perturbation, pairs, flips } of measured.sequences) {
    expect(pairs).toBe(12 * (framesOf({ perturbation }, imageSize) - 1));
    expect(flips).toBeLessThanOrEqual(pairs);
  }
  const { rows, whole, flip } = perturbationSummary(measured);
  expect(rows.map(({ perturbation }) => perturbation)).toEqual(perturbationNames);
  expect(whole).toBe(true);
  expect(flip).toBeGreaterThan(0);
  expect(events.filter(({ type }) => type === 'robustness').length).toBe(10);
  const frames = perturbationNames.reduce(
    (sum, name) => sum + framesOf({ perturbation: name }, imageSize),
    0,
  );
  const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
  expect(progress.at(-1)).toMatchObject({ done: 12 * frames, total: 12 * frames, unit: 'images' });
});

it.each(['scale', 'gaussian-noise'] as const)(
  'counts the flips of %s that the model makes on frames made here, in threads, without, and in small batches',
  async (perturbation) => {
    const { project, context } = studio;
    const images = drawnOf(labelledIn(project, 'test'), 30);
    const job = changedImagesJob(context, teacher, images);
    const { imageSize, fit } = job.model;
    const folder = `${project.cacheFolder}/frames-${perturbation}`;
    const own = PixelCache.open(project.cacheFolder, imageSize, fit);
    const made = PixelCache.open(folder, imageSize, fit);
    const names: string[] = [];
    for (const { contentHash } of images) {
      const pixels = own.read([own.rowOf(contentHash)]);
      const hash = new Uint8Array(Buffer.from(contentHash, 'hex'));
      for await (const frame of changed(pixels, imageSize, { perturbation }, hash, corruptionTools)) {
        const name = names.length.toString(16).padStart(64, '0');
        made.append(name, frame);
        names.push(name);
      }
    }
    made.close();
    own.close();
    let classes: Int32Array = new Int32Array();
    await context.engine.run(
      {
        ...{ ...job, kind: 'robustness', cells: [null], workers: 0, cacheFolder: folder },
        hashes: new Uint8Array(Buffer.from(names.join(''), 'hex')),
      },
      { onCell: ({ predictedClass }) => (classes = predictedClass) },
    );
    const frames = framesOf({ perturbation }, imageSize);
    expect(classes.length).toBe(30 * frames);
    const flips = flipsIn(classes, frames, perturbationOf(perturbation).compared);
    // Noise of this strength may flip no prediction.
    if (perturbation === 'scale') expect(flips).toBeGreaterThan(0);
    for (const [workers, batch] of [
      [2, 64],
      [0, 64],
      [2, 5],
    ]) {
      const counted: unknown[] = [];
      await context.engine.run(
        { ...job, kind: 'perturbation', perturbations: [perturbation], workers, batch },
        { onPerturbed: (each) => counted.push(each) },
      );
      expect(counted).toEqual([expect.objectContaining({ perturbation, flips, pairs: 30 * (frames - 1) })]);
    }
  },
);

it('goes on after a stop with what is left, and answers a smaller question for itself', async () => {
  const asked = { perturbations: ['rotate', 'tilt', 'scale'], images: 10 } as const;
  const stop = new AbortController();
  const { context, events } = heard({ signal: stop.signal });
  const tell = (event: StudioEvent) => {
    events.push(event);
    if (event.type === 'robustness') stop.abort();
  };
  await expect(measurePerturbations({ ...context, tell }, student, asked)).rejects.toMatchObject({
    code: 'cancelled',
  });
  const [kept] = studio.project.catalog.perturbations.newest([student.id], 1);
  expect(kept.sequences.length).toBeGreaterThan(0);
  expect(kept.sequences.length).toBeLessThan(3);
  const rest = heard();
  const whole = await measurePerturbations(rest.context, student, asked);
  expect(whole.id).toBe(kept.id);
  expect(whole.sequences).toEqual(expect.arrayContaining([...kept.sequences]));
  expect(rest.events.filter(({ type }) => type === 'robustness').length).toBe(3 - kept.sequences.length);
  // Repeating the request needs no job of the engine.
  const again = heard();
  expect(await measurePerturbations(again.context, student, asked)).toEqual(whole);
  expect(again.events.filter(({ type }) => type === 'stage')).toEqual([]);
  const tilt = await measurePerturbations(again.context, student, { ...asked, perturbations: ['tilt'] });
  expect(tilt.sequences.map(({ perturbation }) => perturbation)).toEqual(['tilt']);
  // A request for fewer images is another measurement.
  const fewer = await measurePerturbations(again.context, student, { perturbations: ['tilt'], images: 4 });
  expect(fewer.id).not.toBe(whole.id);
});
