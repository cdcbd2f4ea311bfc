import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { type AskedAttacks, curvesOf, strengthsOf } from '../../../core/adversarial/strength';
import type { StudioContext, StudioEvent } from '../../project/context/context';
import { imagesOf, runFolder } from '../../project/images/image-sets';
import type { TestProject } from '../../project/project.fixture';
import { measureAttacks } from './attack';
import { keptExample } from './attack-examples';
import { evaluateRun } from './evaluate';
import { isChanged } from './measured-images';
import { heardIn, trainedModels } from './trained-models.fixture';

let studio: TestProject;
let teacher: Run;
let student: Run;

beforeAll(async () => {
  ({ studio, teacher, student } = await trainedModels('attacked'));
});
afterAll(() => studio.close());

const heard = (more?: Partial<StudioContext>) => heardIn(studio, more);
const few: AskedAttacks = { epsilons: [2, 8], steps: 3 };

it('measures clean images as the evaluation does; accuracy falls with ε, under PGD as far as under FGSM', async () => {
  const { context, events } = heard();
  const measured = await measureAttacks(context, teacher);
  expect(measured).toMatchObject({ runId: teacher.id, split: 'test', images: 50 });
  expect(measured.results.length).toBe(strengthsOf({}).length);
  const { metrics } = await evaluateRun(studio.context, teacher);
  const [fgsm, pgd] = curvesOf(measured).map(({ points }) => points.map(({ accuracy }) => accuracy));
  expect(fgsm[0]).toBeCloseTo(metrics.values.accuracy as number, 12);
  expect(pgd[0]).toBe(fgsm[0]);
  expect(fgsm.length).toBe(6);
  // FGSM may throw an image so far that it is read right again, so only the curve as a whole falls.
  expect(fgsm[3]).toBeLessThan(fgsm[0] - 0.1);
  expect(pgd.every((accuracy, i) => i === 0 || accuracy <= pgd[i - 1] + 0.02)).toBe(true);
  // With 50 images, 0.02 is one image.
  for (const [i, accuracy] of pgd.entries()) expect(accuracy).toBeLessThanOrEqual(fgsm[i] + 0.02);
  expect(pgd[5]).toBeLessThan(0.3);
  const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
  expect(progress.at(-1)).toMatchObject({ done: 11 * 50, total: 11 * 50, unit: 'images' });
  expect(events.filter(({ type }) => type === 'robustness').length).toBe(11);
});

it('keeps the first images as they were attacked, with what the model saw before and after', async () => {
  const { project } = studio;
  const measured = await measureAttacks(studio.context, teacher);
  const [first] = imagesOf(project, 'test').sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
  const clean = keptExample(project, measured, null, 0);
  expect(clean).toMatchObject({ imageId: first.id, perturbation: null });
  const [strength] = strengthsOf({ attacks: ['fgsm'], epsilons: [16] });
  const attacked = keptExample(project, measured, strength, 0);
  expect(attacked?.imageId).toBe(first.id);
  const { perturbation } = attacked as { perturbation: Uint8Array };
  // FGSM changes each pixel value by the whole ε, or by nothing if the image is black or white there.
  expect(new Set(perturbation).has(255)).toBe(true);
  expect(new Set(perturbation).has(1)).toBe(true);
  expect(keptExample(project, measured, strength, 5)).not.toBeNull();
  expect(keptExample(project, measured, strength, 6)).toBeNull();
  expect(keptExample(project, measured, { ...strength, epsilon: 3 }, 0)).toBeNull();
});

it('goes on after a stop with what is left, and ends with the numbers of one that was not stopped', async () => {
  const asked = { ...few, images: 20 };
  const whole = await measureAttacks(studio.context, student, asked);
  expect(whole.images).toBe(20);
  // The same measurement is made again, in pieces so small that a stop falls between them.
  studio.project.catalog.attacks.put(whole.id, null, { shown: 0, right: 0 });
  for (const strength of whole.results)
    studio.project.catalog.attacks.put(whole.id, strength, { shown: 0, right: 0 });
  const stop = new AbortController();
  const { context } = heard({ signal: stop.signal });
  const tell = (event: StudioEvent) => {
    if (event.type === 'robustness') stop.abort();
  };
  await expect(measureAttacks({ ...context, tell }, student, asked)).rejects.toMatchObject({
    code: 'cancelled',
  });
  const kept = studio.project.catalog.attacks.get(whole.id);
  expect(kept.clean).toEqual(whole.clean);
  expect(kept.results.some(({ shown }) => shown < 20)).toBe(true);
  const rest = await measureAttacks(studio.context, student, asked);
  expect({ ...rest, measuredAt: 0 }).toEqual({ ...whole, measuredAt: 0 });
  // Repeating the request needs no job of the engine.
  const again = heard();
  expect(await measureAttacks(again.context, student, asked)).toEqual(rest);
  expect(again.events.filter(({ type }) => type === 'stage')).toEqual([]);
  // A smaller request returns only its own results.
  const one = await measureAttacks(again.context, student, { ...asked, attacks: ['fgsm'], epsilons: [8] });
  expect(one.results.map(({ attack, epsilon }) => [attack, epsilon])).toEqual([['fgsm', 8]]);
});

it('goes on within the images of an attack', async () => {
  const asked = { ...few, attacks: ['pgd'], epsilons: [8], images: 30 } as const;
  const whole = await measureAttacks(studio.context, teacher, asked);
  const [{ right, ...strength }] = whole.results;
  const first = await measureAttacks(studio.context, teacher, { ...asked, images: 12 });
  // The 12 images of this measurement are the first 12 of the 30.
  studio.project.catalog.attacks.put(whole.id, strength, { shown: 12, right: first.results[0].right });
  const { context, events } = heard();
  const rest = await measureAttacks(context, teacher, asked);
  expect(rest.results[0]).toMatchObject({ shown: 30, right });
  const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
  expect(progress.at(-1)?.total).toBe(18);
});

it('other labels are another measurement, and it is known', async () => {
  const { catalog } = studio.project;
  const before = await measureAttacks(studio.context, teacher, few);
  expect(isChanged(studio.project, teacher, before, before.images)).toBe(false);
  const [image] = imagesOf(studio.project, 'test');
  const other = catalog.classes.list().find(({ id }) => id !== image.classId);
  catalog.labels.set([image.id], other?.id as number, 'Ada');
  expect(isChanged(studio.project, teacher, before, before.images)).toBe(true);
  const after = await measureAttacks(studio.context, teacher, few);
  expect(after.imageSet).not.toBe(before.imageSet);
  catalog.labels.set([image.id], image.classId as number, 'Ada');
  expect((await measureAttacks(studio.context, teacher, few)).id).toBe(before.id);
  expect(existsSync(join(runFolder(studio.project, teacher.id), 'attacks', String(after.id)))).toBe(true);
});

it('attacks the likeliest output of classes that were merged, and counts them as one', async () => {
  const { catalog } = studio.project;
  const [into, part] = catalog.classes.active();
  catalog.classes.merge(part.id, into.id, 'Ada');
  const measured = await measureAttacks(studio.context, teacher, { ...few, attacks: ['fgsm'] });
  const [{ points }] = curvesOf(measured);
  const { metrics } = await evaluateRun(studio.context, teacher);
  expect(points[0].accuracy).toBeCloseTo(metrics.values.accuracy as number, 12);
  expect(points.at(-1)?.accuracy).toBeLessThan(points[0].accuracy);
});
