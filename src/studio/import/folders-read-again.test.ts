import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { importSource } from './index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-again-'));
  project = createProject(join(folder, 'project'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function tree(...files: string[]): Promise<string> {
  for (const file of files) {
    mkdirSync(dirname(join(folder, 'data', file)), { recursive: true });
    await goodPng('').make(join(folder, 'data', file));
  }
  return join(folder, 'data');
}

function images(): string[] {
  const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
  return project.catalog.images
    .byIds(project.catalog.images.ids({}, 'path'))
    .map(({ path, split, classId }) => [path, split, names.get(classId ?? 0) ?? ''].join(' | '));
}
const splits = () => [...new Set(images().map((image) => image.split(' | ')[1]))];
const codes = ({ notes }: Awaited<ReturnType<typeof importSource>>) => notes.map(({ code }) => code);

describe('a folder of classes to which a folder was added', () => {
  const classes = ['cat/1.png', 'dog/2.png'];

  it('called like a test holds it out, and says so, however often it is read', async () => {
    const path = await tree(...classes);
    await importSource(project, { path });
    await tree('test/cat/3.png', 'test/dog/4.png');
    const expected = [
      ...['cat/1.png | labelled-train | cat', 'dog/2.png | labelled-train | dog'],
      ...['test/cat/3.png | test | cat', 'test/dog/4.png | test | dog'],
    ];
    expect(codes(await importSource(project, { path }))).toContain('lone-split-folders');
    expect(images()).toEqual(expected);
    await importSource(project, { path, kind: 'folder-per-class', split: 'labelled-train' });
    expect(images()).toEqual(expected);
  });

  it('called like a pool adds a pool', async () => {
    const path = await tree(...classes);
    await importSource(project, { path });
    await tree('unlabelled/3.png');
    await importSource(project, { path });
    expect(images()[2]).toBe('unlabelled/3.png | unlabelled | ');
  });

  it('keeps the classes that a person wanted, whatever they are called', async () => {
    const path = await tree(...classes, 'test/3.png');
    await importSource(project, { path, kind: 'folder-per-class' });
    await tree('test/4.png');
    await importSource(project, { path });
    expect(images().slice(2)).toEqual([
      'test/3.png | labelled-train | test',
      'test/4.png | labelled-train | test',
    ]);
  });

  it('says of new folders what it says of a new source', async () => {
    const path = await tree(...classes);
    await importSource(project, { path });
    await tree('cats_train/a.png', 'cats_test/b.png');
    expect(codes(await importSource(project, { path }))).toContain('classes-like-splits');
    expect(codes(await importSource(project, { path }))).toEqual([]);
  });
});

describe('a source that a person gave another split', () => {
  it.each(['test', 'validation'] as const)('stays %s when it is read again without a word', async (split) => {
    const path = await tree('cat/1.png', 'dog/2.png');
    await importSource(project, { path });
    await importSource(project, { path, split });
    expect(codes(await importSource(project, { path }))).toEqual([]);
    expect(splits()).toEqual([split]);
    await importSource(project, { path, split: 'labelled-train' });
    expect(project.catalog.sources.list()[0].split).toBe('labelled-train');
  });

  it('is so as a list too', async () => {
    await tree('img/1.png', 'img/2.png');
    const path = join(folder, 'data', 'list.csv');
    writeFileSync(path, 'path,label\nimg/1.png,cat\nimg/2.png,dog\n');
    await importSource(project, { path });
    await importSource(project, { path, split: 'test' });
    await importSource(project, { path });
    expect(splits()).toEqual(['test']);
  });

  it('is refused where its folders name the splits, now as at first', async () => {
    const path = await tree('train/cat/1.png', 'test/cat/2.png');
    await importSource(project, { path });
    await expect(importSource(project, { path, split: 'labelled-train' })).rejects.toMatchObject({
      code: 'split-folders',
    });
  });
});

it('a source that was taken out is read anew, also where a person labelled its images', async () => {
  const path = await tree('train/cat/1.png', 'test/cat/2.png');
  const { sourceId } = await importSource(project, { path, kind: 'folder-per-class' });
  const ids = project.catalog.images.ids({ sourceId });
  project.catalog.labels.set(ids, project.catalog.classes.list()[0].id, 'Ada');
  project.catalog.sourceRemoval.remove(sourceId, []);
  await importSource(project, { path });
  expect(project.catalog.sources.list()).toMatchObject([{ kind: 'split-folders', split: null }]);
  expect(splits()).toEqual(['test', 'labelled-train']);
});

describe('a pool to which folders were added', () => {
  it('stays a pool, and says that these are no classes', async () => {
    const path = await tree('1.png', '2.png');
    await importSource(project, { path });
    await tree('cat/3.png', 'dog/4.png');
    const { notes } = await importSource(project, { path });
    expect(notes).toEqual([{ code: 'pool-with-folders', values: { folders: '"cat", "dog"' } }]);
    expect(splits()).toEqual(['unlabelled']);
    expect(codes(await importSource(project, { path }))).toEqual([]);
  });

  it('has nothing of those that are called like a test', async () => {
    const path = await tree('1.png', '2.png', 'old/test/3.png');
    await importSource(project, { path, kind: 'pool' });
    await tree('test/cat/4.png');
    await importSource(project, { path });
    expect(images().filter((image) => image.includes('test'))).toEqual([
      'old/test/3.png | unlabelled | ',
      'test/cat/4.png | test | cat',
    ]);
  });
});
