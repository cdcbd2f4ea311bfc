import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { importSource } from '../../import';
import { goodPng } from '../../import/files.fixture';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

let folder: string;
let studio: TestStudio;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'label-service-'));
  for (const name of ['cat', 'dog']) mkdirSync(join(folder, 'images', name), { recursive: true });
  for (const name of ['one.png', 'two.png']) await goodPng(name).make(join(folder, 'images', 'cat', name));
  copyFileSync(join(folder, 'images', 'cat', 'one.png'), join(folder, 'images', 'dog', 'one.png'));
  studio = connectStudio(folder);
  await studio.client.project.create({ folder: join(folder, 'project'), name: 'label' });
  await importSource(studio.studio.project, { path: join(folder, 'images') });
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

it('counts near duplicates where they changed, not with every label', async () => {
  const { client } = studio;
  const { catalog } = studio.studio.project;
  const told = vi.spyOn(studio.studio.news, 'changed');
  const topics = async (work: () => Promise<unknown>) => {
    told.mockClear();
    await work();
    return told.mock.calls.flat().sort();
  };
  const counts = vi.spyOn(catalog.nearCopies, 'counts');
  // One picture has two labels, which is a conflict until both of its copies have the same class.
  expect(await client.label.overview()).toMatchObject({ conflicts: 2 });
  expect(counts).not.toHaveBeenCalled();
  const [cat, dog] = catalog.classes.list();
  const idOf = (path: string) => {
    const found = catalog.images.byIds(catalog.images.ids()).find((image) => image.path === path);
    return Int32Array.of(found?.id ?? -1);
  };
  const give = (path: string, classId: number) =>
    topics(() => client.label.set({ ids: idOf(path), classId, others: 'change' }));
  expect(await give('cat/two.png', dog.id)).toEqual(['images']);
  expect(await give('dog/one.png', cat.id)).toEqual(['images', 'near-copies']);
  expect(await topics(() => client.label.undo())).toEqual(['images', 'near-copies']);
  expect(await client.label.alike()).toEqual({ groups: 0, images: 0, leaks: 0 });
  expect(counts).toHaveBeenCalledTimes(1);
});

it('excludes images, brings them back, and tells what of the screens has changed', async () => {
  const { client } = studio;
  const { catalog } = studio.studio.project;
  const [first] = catalog.images.ids({ state: 'ok' });
  const ids = Int32Array.of(first);
  const { classes } = await client.label.overview();
  const told = vi.spyOn(studio.studio.news, 'changed');
  told.mockClear();
  const { stepId, changed } = await client.label.exclude({ ids, excluded: true });
  expect([typeof stepId, changed]).toEqual(['number', 1]);
  expect(told.mock.calls.flat()).toEqual(['images', 'near-copies']);
  expect(await client.label.overview()).toMatchObject({ excluded: 1, undo: { id: stepId, excluded: true } });
  expect((await client.label.tiles({ ids })).excluded).toEqual(Uint8Array.of(1));
  expect([...(await client.label.query({ view: 'excluded', order: 'path' }))]).toEqual([first]);
  expect(await client.label.exclude({ ids, excluded: true })).toEqual({ changed: 0, stepId: null });
  expect(await client.label.undo()).toMatchObject({ step: { id: stepId, excluded: true }, ids });
  expect(await client.label.overview()).toMatchObject({ excluded: 0, classes });
  told.mockRestore();
});

it('tells what the newest linear probe said of more labels, not one that is not finished', async () => {
  const { client } = studio;
  const { runs } = studio.studio.project.catalog;
  expect((await client.label.overview()).outlook).toBeNull();
  const more = { labels: 50, gain: 0.021, deviation: 0.008 };
  const probe = (accuracy: number) => {
    const id = runs.create({ kind: 'probe', recipe: {}, seed: 1 });
    runs.setState(id, 'running');
    const folds = { folds: 5, images: 120, accuracy, deviation: 0.04, more };
    const weights = { weights: `runs/${id}/weights.safetensors`, weightsHash: '' };
    const measured = {
      ...weights,
      steps: 0,
      seconds: 1,
      imagesPerSecond: 1,
      waitShare: 0,
      stoppedEarly: false,
    };
    const fit = { lambda: 1, chosenBy: 'folds', accuracy, images: 120, folds } as const;
    runs.update(id, { metrics: { ...measured, validationAccuracy: null, probe: fit } });
    return id;
  };
  runs.setState(probe(0.6), 'done');
  probe(0.9);
  expect((await client.label.overview()).outlook).toEqual({ labels: 120, accuracy: 0.6, more });
});

it('counts the labels that models learn from without those that are held out for tests', async () => {
  const { client } = studio;
  const { project } = studio.studio;
  const before = await client.label.overview();
  mkdirSync(join(folder, 'held', 'cat'), { recursive: true });
  for (const name of ['three.png', 'four.png']) await goodPng(name).make(join(folder, 'held', 'cat', name));
  await importSource(project, { path: join(folder, 'held'), split: 'test' });
  const after = await client.label.overview();
  const labelled = ({ classes }: typeof before) => classes.reduce((sum, { images }) => sum + images, 0);
  expect(labelled(after)).toBe(labelled(before) + 2);
  expect(after.learnt).toBe(before.learnt);
  expect(after.learnt).toBe(project.catalog.images.count({ split: 'labelled-train', state: 'ok' }));
});
