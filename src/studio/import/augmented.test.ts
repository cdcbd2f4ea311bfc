import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Split } from '../../catalog';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { drawSplit, importSource, uniteNearCopies } from './index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'augmented-'));
  project = createProject(join(folder, 'project'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The pictures of these names all differ, as augmented copies do to a comparison of pixels. */
async function make(...files: string[]): Promise<void> {
  for (const file of files) {
    mkdirSync(join(folder, 'data', dirname(file)), { recursive: true });
    await goodPng('').make(join(folder, 'data', file));
  }
}

const inSplit = (split: Split) =>
  [...project.catalog.images.inputs(split)].flat().map(({ file }) => basename(file));

it('draws the augmented copies of a picture together, and says how many there are', async () => {
  const changes = ['', '_flip', '_rot90', '_aug_3'];
  for (const name of ['cat', 'dog'])
    for (let i = 0; i < 12; i++) await make(...changes.map((change) => `${name}/${name}${i}${change}.png`));
  const { notes } = await importSource(project, { path: join(folder, 'data') });
  expect(notes).toEqual([
    {
      code: 'augmented-copies',
      values: { count: 72, one: 'cat/cat0.png', other: 'cat/cat0_aug_3.png' },
    },
  ]);
  expect(project.catalog.nearCopies.counts()).toEqual({ groups: 24, images: 96, leaks: 0 });
  drawSplit(project, { testShare: 0.25, validationShare: 0, seed: 1 });
  const test = inSplit('test');
  expect(test).toHaveLength(24);
  const pictures = new Set(test.map((file) => /^[a-z]+\d+/.exec(file)?.[0]));
  expect(pictures.size).toBe(6);
});

it('leaves copies of what is held out out of training, also those that come later', async () => {
  await make('train/cat/a.png', 'train/cat/b.png', 'val/cat/a_flip.png', 'train/dog/c.png', 'val/dog/d.png');
  await importSource(project, { path: join(folder, 'data') });
  expect(inSplit('labelled-train').sort()).toEqual(['b.png', 'c.png']);
  await make('train/dog/d_rot90.png', 'train/dog/c_rot90.png');
  const { notes } = await importSource(project, { path: join(folder, 'data') });
  expect(notes.find(({ code }) => code === 'augmented-copies')?.values.count).toBe(2);
  expect(inSplit('labelled-train').sort()).toEqual(['b.png', 'c.png', 'c_rot90.png']);
});

it('keeps what a person said of a copy, and takes that back', async () => {
  await make('train/cat/a.png', 'train/cat/b.png', 'val/cat/a_flip.png');
  await importSource(project, { path: join(folder, 'data') });
  const { nearCopies } = project.catalog;
  const left = project.catalog.images.ids({ state: 'leak' });
  nearCopies.separate(left, 'Ada');
  await importSource(project, { path: join(folder, 'data') });
  expect(inSplit('labelled-train').sort()).toEqual(['a.png', 'b.png']);
  await uniteNearCopies(project, left);
  expect(inSplit('labelled-train')).toEqual(['b.png']);
});

it('leaves pictures alone whose names are like those of copies', async () => {
  await make('cat/1.png', 'cat/2.png', 'dog/1.png', 'dog/crop_2.png', 'dog/rotten_1.png');
  const { notes } = await importSource(project, { path: join(folder, 'data') });
  expect(notes).toEqual([]);
});
