import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { importSource } from './index';

let folder: string;
let project: Project;
const drive = () => join(folder, 'drive');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'empty-source-'));
  project = createProject(join(folder, 'project'));
  for (const name of ['cat', 'dog']) {
    mkdirSync(join(drive(), name), { recursive: true });
    for (const i of [1, 2, 3]) await goodPng('').make(join(drive(), name, `${i}.png`));
  }
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Leaves an empty folder, like a mount point whose drive is not connected. */
function disconnect(): void {
  renameSync(drive(), join(folder, 'elsewhere'));
  mkdirSync(drive());
}

function reconnect(): void {
  rmSync(drive(), { recursive: true });
  renameSync(join(folder, 'elsewhere'), drive());
}

const usable = () => project.catalog.images.count({ state: 'ok' });

it('a folder in which nothing is left is refused in words, and nothing is lost', async () => {
  await importSource(project, { path: drive() });
  disconnect();
  const error = await importSource(project, { path: drive() }).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'source-empty' });
  expect(error.message).toMatch(/None of the 6 images of .*drive is there now.*--gone\.$/);
  expect(usable()).toBe(6);
  mkdirSync(join(drive(), 'cat'));
  await goodPng('').make(join(drive(), 'cat/other.png'));
  await expect(importSource(project, { path: drive() })).rejects.toMatchObject({ code: 'source-empty' });
  reconnect();
  expect(await importSource(project, { path: drive() })).toMatchObject({ unchanged: 6, missing: 0 });
});

it('a list of files on a drive that is away is refused as well', async () => {
  const list = join(folder, 'list.csv');
  writeFileSync(list, 'path,label\ndrive/cat/1.png,cat\ndrive/dog/1.png,dog\n');
  await importSource(project, { path: list });
  disconnect();
  await expect(importSource(project, { path: list })).rejects.toMatchObject({ code: 'source-empty' });
  expect(usable()).toBe(2);
});

it('where a person knows that they are gone they are', async () => {
  await importSource(project, { path: drive() });
  disconnect();
  expect(await importSource(project, { path: drive(), gone: true })).toMatchObject({ missing: 6 });
  expect(usable()).toBe(0);
  expect(await importSource(project, { path: drive() })).toMatchObject({ missing: 0, files: 0 });
});

it('fewer are no reason to ask', async () => {
  await importSource(project, { path: drive() });
  rmSync(join(drive(), 'cat'), { recursive: true });
  expect(await importSource(project, { path: drive() })).toMatchObject({ missing: 3 });
});

it('a label conflict names the other file and its label', async () => {
  await goodPng('').make(join(drive(), 'cat/x.png'));
  copyFileSync(join(drive(), 'cat/x.png'), join(drive(), 'dog/y.png'));
  const { quarantined } = await importSource(project, { path: drive() });
  expect(quarantined.map(({ path, reason }) => [path, reason])).toEqual([
    [
      'cat/x.png',
      `The same picture is also ${drive()}/dog/y.png, under the label "dog". Correct one of the labels or remove a file.`,
    ],
    [
      'dog/y.png',
      `The same picture is also ${drive()}/cat/x.png, under the label "cat". Correct one of the labels or remove a file.`,
    ],
  ]);
});
