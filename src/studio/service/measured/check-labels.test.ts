import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobView } from '../../../contract';
import { writeDemoData } from '../../demo';
import { importSource } from '../../import';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

/** Number of labelled images in each of ten classes. */
const each = 16;
/** Files that are moved to the folder of another class. */
const moved = [
  ['Trouser', 'Bag'],
  ['Sneaker', 'Dress'],
  ['Sandal', 'Coat'],
] as const;
let wrong: string[];
let folder: string;
let studio: TestStudio;

const client = () => studio.client;
const catalog = () => studio.studio.project.catalog;
const file = () => join(folder, 'project', 'label-check.safetensors');

async function check(): Promise<JobView> {
  const { id } = await client().evaluate.checkLabels();
  const now = async () => (await client().jobs.list()).find((job) => job.id === id) as JobView;
  await expect.poll(async () => (await now()).finishedAt, { timeout: 60_000 }).not.toBeNull();
  return now();
}

async function found() {
  const told = await client().evaluate.checked({});
  if (!told) throw new Error('Nothing was checked.');
  const ids = told.labels.map(({ imageId }) => imageId);
  const paths = new Map(
    catalog()
      .images.byIds(ids)
      .map(({ id, path }) => [id, path]),
  );
  return { ...told, paths: ids.map((id) => paths.get(id)) };
}

const images = () => join(folder, 'data', 'labelled');

async function writeClothes(labelledPerClass: number): Promise<void> {
  const counts = { labelledPerClass, testPerClass: 1, pool: 1, digits: 0 };
  await writeDemoData(join(folder, 'data'), { seed: 1, counts });
}

const importImages = () =>
  importSource(studio.studio.project, {
    ...({ path: images(), kind: 'folder-per-class', split: 'labelled-train' } as const),
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'check-labels-'));
  // If a person had weights of their own, these would be used before the built-in ones.
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  studio = connectStudio(folder);
  await client().project.create({ folder: join(folder, 'project'), name: 'labels' });
});
afterEach(async () => {
  await studio.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('a check of all labels', () => {
  beforeEach(async () => {
    await writeClothes(each);
    wrong = moved.map(([from, to]) => {
      const [name] = readdirSync(join(images(), from)).sort();
      renameSync(join(images(), from, name), join(images(), to, `${from}.png`));
      return `${to}/${from}.png`;
    });
  });

  it('finds those that are wrong, and says what the images show', async () => {
    await importImages();
    expect(await client().evaluate.checked({})).toBeNull();
    expect(await check()).toMatchObject({ status: 'done', kind: 'check-labels', subject: 'labels' });
    const { unjudged, agreeing, total, labels, paths, ...told } = await found();
    expect({ images: told.images, unjudged }).toEqual({ images: 10 * each, unjudged: 0 });
    expect(agreeing).toBeGreaterThan(0.5);
    // Shirts and coats are similar, so others may come before the wrong labels, but not many.
    for (const path of wrong) expect(paths.slice(0, 20)).toContain(path);
    expect(total).toBeLessThan(each * 3);
    const names = new Map(
      catalog()
        .classes.list()
        .map(({ id, name }) => [id, name]),
    );
    for (const [i, { classId, labelId, currentId, settled, split }] of labels.entries()) {
      const path = paths[i] as string;
      expect({ currentId, settled, split }).toEqual({
        currentId: labelId,
        settled: false,
        split: 'labelled-train',
      });
      expect(names.get(labelId)).toBe(path.split('/')[0]);
      if (wrong.includes(path)) expect(names.get(classId)).toBe(path.split('/')[1].replace('.png', ''));
    }
  });

  it('knows what people settled since, and classes that were merged', async () => {
    await importImages();
    await check();
    const [first, second] = (await found()).labels;
    await client().label.set({ ids: Int32Array.of(first.imageId), classId: first.classId, others: 'change' });
    await client().evaluate.confirm({ imageIds: [second.imageId] });
    const { labels } = await found();
    expect(labels.slice(0, 2).map(({ settled }) => settled)).toEqual([true, true]);
    expect(labels[0].currentId).toBe(first.classId);
    // When the two classes are merged, nothing is contradictory any more.
    catalog().classes.merge(first.labelId, first.classId, 'me');
    expect((await found()).labels.map(({ imageId }) => imageId)).not.toContain(first.imageId);
  });

  it('leaves out the only image of a class, and unreadable ones, and says so', async () => {
    mkdirSync(join(images(), 'alone'));
    cpSync(join(images(), 'Bag', 'Trouser.png'), join(images(), 'alone', 'alone.png'));
    rmSync(join(images(), 'Bag', 'Trouser.png'));
    await importImages();
    const [gone] = readdirSync(join(images(), 'Shirt'));
    rmSync(join(images(), 'Shirt', gone));
    await check();
    expect(await found()).toMatchObject({ images: 10 * each - 2, unjudged: 2 });
  });

  it('can be made again where its file is damaged', async () => {
    await importImages();
    await check();
    writeFileSync(file(), 'no tensors');
    expect(await client().evaluate.checked({})).toBeNull();
    expect((await check()).status).toBe('done');
    expect((await found()).total).toBeGreaterThan(1);
  });
});

it('a check of few labels, or of one class, is refused in words', async () => {
  await writeClothes(1);
  await importImages();
  const { status, failure } = await check();
  expect(status).toBe('failed');
  expect(failure).toMatchObject({ code: 'few-labels-to-check', values: { images: 10, least: 20 } });
  expect(existsSync(file())).toBe(false);
});
