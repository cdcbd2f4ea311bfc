import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProject, openProject, type Project } from '../../project/folder/project';
import { goodPng } from '../files.fixture';
import { findMoved, importOrFind, importSource } from '../index';

let folder: string;
let project: Project;
let sourceId: number;
const at = (...path: string[]) => join(folder, ...path);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moved-'));
  project = createProject(at('project'));
  for (const name of ['cat', 'dog']) {
    mkdirSync(at('old', name), { recursive: true });
    for (const file of ['1.png', '2.png']) await goodPng('').make(at('old', name, file));
  }
  ({ sourceId } = await importSource(project, { path: at('old') }));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

function images() {
  const { catalog } = project;
  return new Map(catalog.images.byIds(catalog.images.ids()).map((image) => [image.id, image]));
}

it('a moved folder: images keep number, label and review, and no pixel is read', async () => {
  const before = images();
  const [first, second] = before.keys();
  const dog = project.catalog.classes.byName().get('dog') as number;
  project.catalog.labels.set([first], dog, 'Ada');
  project.catalog.reviews.decide({ decision: 'exclude', imageIds: [second] }, 'Ada');
  renameSync(at('old'), at('new'));
  const report = await findMoved(project, sourceId, at('new'));
  expect(report).toMatchObject({ found: 4, known: 4, read: 0, added: 0, missing: 0, sourceId });
  for (const [id, image] of images()) {
    expect(image.file).toBe(before.get(id)?.file.replace('/old/', '/new/'));
    expect(image.state).toBe('ok');
  }
  expect(project.catalog.images.get(first).classId).toBe(dog);
  expect(project.catalog.reviews.current()).toMatchObject([{ imageId: second, decision: 'exclude' }]);
});

it('files under other names are known by their content; what is new is imported, what is lost is missing', async () => {
  const before = images();
  renameSync(at('old'), at('new'));
  // Two files swap names, one gets a new name and time, one is lost, and one is new.
  renameSync(at('new/cat/1.png'), at('new/cat/x'));
  renameSync(at('new/cat/2.png'), at('new/cat/1.png'));
  renameSync(at('new/cat/x'), at('new/cat/2.png'));
  renameSync(at('new/dog/1.png'), at('new/dog/renamed.png'));
  utimesSync(at('new/dog/renamed.png'), 1, 1);
  rmSync(at('new/dog/2.png'));
  await goodPng('').make(at('new/dog/new.png'));
  const report = await findMoved(project, sourceId, at('new'));
  expect(report).toMatchObject({ found: 3, known: 4, added: 1, missing: 1 });
  const after = images();
  expect(after.size).toBe(5);
  for (const [id, { contentHash }] of before) expect(after.get(id)?.contentHash).toBe(contentHash);
  const usable = [...after.values()].filter(({ state }) => state === 'ok').map(({ path }) => path);
  expect(usable.sort()).toEqual(['cat/1.png', 'cat/2.png', 'dog/new.png', 'dog/renamed.png']);
  expect([...after.values()].filter(({ state }) => state === 'missing')).toHaveLength(1);
});

it('images that an import had given up come back', async () => {
  renameSync(at('old'), at('new'));
  mkdirSync(at('old'));
  await importSource(project, { path: at('old'), gone: true });
  expect(project.catalog.images.countByState()).toMatchObject({ ok: 0, missing: 4 });
  await findMoved(project, sourceId, at('new'));
  expect(project.catalog.images.countByState()).toMatchObject({ ok: 4, missing: 0 });
});

it('refuses a folder with nothing of the source, and one that is another source; nothing changes', async () => {
  mkdirSync(at('other/cat'), { recursive: true });
  await goodPng('').make(at('other/cat/1.png'));
  const nothing = {
    code: 'nothing-found',
    message: expect.stringMatching(/No file of "old" .* Choose .*\.$/),
  };
  await expect(findMoved(project, sourceId, at('other'))).rejects.toMatchObject(nothing);
  cpSync(at('old'), at('copy'), { recursive: true, preserveTimestamps: true });
  await importSource(project, { path: at('copy') });
  await expect(findMoved(project, sourceId, at('copy'))).rejects.toMatchObject({ code: 'source-known' });
  expect(project.catalog.sources.get(sourceId).path).toBe(at('old'));
});

it('a list is found by its name', async () => {
  writeFileSync(at('old/list.csv'), 'path,label\ncat/1.png,cat\n');
  const list = await importSource(project, { path: at('old/list.csv') });
  renameSync(at('old'), at('new'));
  await findMoved(project, list.sourceId, at('new'));
  expect(project.catalog.sources.get(list.sourceId)).toMatchObject({
    path: at('new/list.csv'),
    root: at('new'),
  });
});

it('a project that is moved as a whole opens, images, cache and all', () => {
  const before = [...images().values()];
  project.close();
  renameSync(at('project'), at('elsewhere'));
  project = openProject(at('elsewhere'));
  expect(project.name).toBe('project');
  expect([...images().values()]).toEqual(before);
});

it('a source that is imported where it lies now is found again, not a copy of files that are gone', async () => {
  const before = images();
  const [first] = before.keys();
  project.catalog.labels.set([first], project.catalog.classes.byName().get('dog') as number, 'Ada');
  renameSync(at('old'), at('new'));
  const report = await importOrFind(project, { path: at('new') });
  expect(report).toMatchObject({ sourceId, added: 0, duplicates: 0, missing: 0 });
  expect(report.notes[0]).toEqual({
    code: 'source-moved',
    values: { from: at('old'), found: 4, known: 4 },
  });
  expect([...images().values()].map(({ id, state }) => [id, state])).toEqual(
    [...before.keys()].map((id) => [id, 'ok']),
  );
  expect(project.catalog.images.get(first).classId).toBe(project.catalog.classes.byName().get('dog'));
});

it('a list that moved with its images is found again', async () => {
  writeFileSync(at('old/list.csv'), 'path,label\ncat/1.png,cat\ndog/1.png,dog\n');
  const listed = createProject(at('listed'));
  const first = await importSource(listed, { path: at('old/list.csv') });
  renameSync(at('old'), at('new'));
  const report = await importOrFind(listed, { path: at('new/list.csv') });
  expect(report).toMatchObject({ sourceId: first.sourceId, duplicates: 0, added: 0 });
  expect(listed.catalog.images.byIds(listed.catalog.images.ids()).map(({ file }) => file)).toEqual([
    at('new/cat/1.png'),
    at('new/dog/1.png'),
  ]);
  listed.close();
});

it('a copy of a source that is still there, another meaning, or a folder of few of its files is a source of its own', async () => {
  cpSync(at('old'), at('copy'), { recursive: true });
  expect(await importOrFind(project, { path: at('copy') })).toMatchObject({ added: 4, duplicates: 4 });
  renameSync(at('old'), at('new'));
  const asPool = await importOrFind(project, { path: at('new'), kind: 'pool', split: 'unlabelled' });
  expect(asPool).toMatchObject({ added: 4 });
  expect(asPool.sourceId).not.toBe(sourceId);
  mkdirSync(at('few/cat'), { recursive: true });
  cpSync(at('copy/cat/1.png'), at('few/cat/1.png'));
  expect((await importOrFind(project, { path: at('few') })).sourceId).not.toBe(sourceId);
});
