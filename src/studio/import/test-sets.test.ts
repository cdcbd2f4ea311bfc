import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Split } from '../../catalog';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { drawSplit, importSource } from './index';

let folder: string;
let project: Project;

/** Makes six pictures of two classes in `name`, each with its own file name. */
async function pictures(name: string, count = 3): Promise<string> {
  for (const label of ['cat', 'dog']) {
    mkdirSync(join(folder, name, label), { recursive: true });
    for (let i = 0; i < count; i++)
      await goodPng('').make(join(folder, name, label, `${name}-${label}${i}.png`));
  }
  return join(folder, name);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'test-sets-'));
  project = createProject(join(folder, 'project'));
  await importSource(project, { path: await pictures('train', 10) });
  await importSource(project, { path: await pictures('bench'), split: 'test' });
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const inSplit = (split: Split) => [...project.catalog.images.inputs(split)].flat().length;
const inSet = (name: string) =>
  project.catalog.testSets
    .images(project.catalog.testSets.named(name))
    .map(({ file }) => basename(file))
    .sort();
const night = () => pictures('night').then((path) => importSource(project, { path, testSet: ' Night ' }));

describe('a named test set', () => {
  it('holds the images of its source apart from the test split, and no draw takes any', async () => {
    await night();
    expect(project.catalog.testSets.list()).toMatchObject([
      { name: 'Night', kind: 'imported', images: 6, unlabelled: 0 },
    ]);
    expect([inSplit('labelled-train'), inSplit('test'), inSplit('extra-test')]).toEqual([20, 6, 6]);
    drawSplit(project, { testShare: 0.3, validationShare: 0.3, seed: 1 });
    expect(inSet('Night')).toHaveLength(6);
    expect(inSplit('extra-test')).toBe(6);
  });

  it('grows with its source, which stays what it is', async () => {
    await night();
    await goodPng('').make(join(folder, 'night/cat/one-more.png'));
    await importSource(project, { path: join(folder, 'night') });
    expect(inSet('Night')).toContain('one-more.png');
    // A second folder with the same set name is added to the set.
    await importSource(project, { path: await pictures('dusk'), testSet: 'Night' });
    expect(inSet('Night')).toHaveLength(13);
    await expect(
      importSource(project, { path: join(folder, 'night'), testSet: 'Day' }),
    ).rejects.toMatchObject({ code: 'source-other-set' });
    await expect(
      importSource(project, { path: join(folder, 'train'), testSet: 'Night' }),
    ).rejects.toMatchObject({ code: 'source-other-set' });
    for (const split of ['labelled-train', 'validation', 'unlabelled'] as const)
      await expect(importSource(project, { path: join(folder, 'night'), split })).rejects.toMatchObject({
        code: 'source-is-test-set',
      });
    await importSource(project, { path: join(folder, 'night'), split: 'test' });
    expect(inSet('Night')).toHaveLength(13);
    expect(inSplit('labelled-train')).toBe(20);
  });

  it('takes copies of its images from training for good, and none from the test split or another set', async () => {
    const path = await pictures('mixed');
    cpSync(join(folder, 'train/cat/train-cat0.png'), join(path, 'cat/copy-of-train.png'));
    cpSync(join(folder, 'bench/dog/bench-dog0.png'), join(path, 'dog/copy-of-test.png'));
    const { leaks } = await importSource(project, { path, testSet: 'Mixed' });
    expect(leaks.map(({ file }) => basename(file))).toEqual(['train-cat0.png']);
    expect([inSplit('labelled-train'), inSplit('test')]).toEqual([19, 6]);
    expect(inSet('Mixed')).toHaveLength(8);
    cpSync(path, join(folder, 'again'), { recursive: true });
    await importSource(project, { path: join(folder, 'again'), testSet: 'Again' });
    expect([inSet('Mixed').length, inSet('Again').length]).toEqual([8, 8]);
    // Removing a source releases the images that its set held out.
    for (const { id, setId } of project.catalog.sources.list())
      if (setId !== null) project.catalog.sourceRemoval.remove(id, []);
    expect(inSplit('labelled-train')).toBe(20);
    expect(project.catalog.testSets.list()).toEqual([]);
    expect(project.catalog.testSets.find('Mixed')).toBeUndefined();
  });

  it('may be what a folder becomes that was taken out before', async () => {
    const { sourceId } = await importSource(project, { path: await pictures('spare') });
    const [image] = project.catalog.images.ids({ sourceId });
    project.catalog.labels.set([image], 1, 'Ada');
    project.catalog.sourceRemoval.remove(sourceId, []);
    await importSource(project, { path: join(folder, 'spare'), testSet: 'Spare' });
    expect(inSet('Spare')).toHaveLength(6);
    expect(inSplit('labelled-train')).toBe(20);
  });

  it('takes all labelled images of a list, whatever splits it names, and says so', async () => {
    await pictures('listed');
    const rows = [
      'train,cat,listed-cat0',
      'test,dog,listed-dog0',
      ',cat,listed-cat1',
      'unlabelled,,listed-dog1',
    ];
    const lines = rows.map((row) => {
      const [split, label, name] = row.split(',');
      return `listed/${name.includes('cat') ? 'cat' : 'dog'}/${name}.png,${label},${split}`;
    });
    const list = join(folder, 'list.csv');
    writeFileSync(list, ['path,label,split', ...lines].join('\n'));
    const { notes } = await importSource(project, { path: list, testSet: 'List' });
    const counted = project.catalog.testSets.list()[0];
    expect(counted).toMatchObject({ name: 'List', images: 3, unlabelled: 1 });
    const said = notes.filter(({ code }) => code.startsWith('set-'));
    expect(said).toEqual([
      { code: 'set-other-splits', values: { images: 1 } },
      { code: 'set-unlabelled', values: { images: 1 } },
    ]);
  });

  it('refuses what cannot be one, and leaves nothing behind', async () => {
    mkdirSync(join(folder, 'flat'));
    await goodPng('').make(join(folder, 'flat/1.png'));
    const asSet = (path: string, testSet: string) =>
      importSource(project, { path: join(folder, path), testSet });
    await expect(
      importSource(project, { path: join(folder, 'flat'), testSet: 'Flat', kind: 'pool' }),
    ).rejects.toMatchObject({ code: 'test-set-unlabelled' });
    await pictures('fine');
    for (const name of ['', '  ', 'a\nb', 'x'.repeat(81)])
      await expect(asSet('fine', name)).rejects.toMatchObject({ code: 'test-set-name' });
    const origin = { runId: 1, confidence: 0.5, of: 6 };
    project.catalog.testSets.freeze('Hard', origin, [1]);
    await expect(asSet('fine', 'Hard')).rejects.toMatchObject({ code: 'test-set-taken' });
    expect(project.catalog.sources.list()).toHaveLength(2);
  });
});

describe('a frozen set', () => {
  it('holds test images under the label of that time, and is forgotten without them', () => {
    const { catalog } = project;
    const ids = catalog.images.ids({ split: 'test' });
    const set = catalog.testSets.freeze('Hard', { runId: 1, confidence: 0.5, of: 6 }, ids.slice(0, 3));
    expect(catalog.testSets.images(set).map(({ id }) => id)).toEqual(ids.slice(0, 3));
    // The baseline may be right about the new label, and images that can be trained on are not test images.
    const other = catalog.classes.list().find(({ id }) => id !== catalog.images.get(ids[0]).classId)!.id;
    catalog.labels.set([ids[0]], other, 'Ada');
    catalog.splits.move([ids[1]], 'labelled-train');
    expect(catalog.testSets.images(set).map(({ id }) => id)).toEqual([ids[2]]);
    // If a class is merged into another, its images stay in the set, and those whose label was corrected to the other class come back.
    const [own] = catalog.images.byIds([ids[2]]);
    catalog.classes.merge(own.classId as number, other, 'Ada');
    expect(catalog.testSets.images(set).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    catalog.testSets.remove(set.id);
    expect(() => catalog.testSets.get(set.id)).toThrow(/no test set/);
    expect(catalog.images.get(ids[2]).state).toBe('ok');
  });

  it('holds pictures: a file that has another one now is not among them', async () => {
    const { catalog } = project;
    const [first, second] = catalog.images.ids({ split: 'test' });
    const set = catalog.testSets.freeze('Hard', { runId: 1, confidence: 0.5, of: 6 }, [first, second]);
    const [{ sourceId, path }] = catalog.images.byIds([first]);
    const source = catalog.sources.get(sourceId);
    rmSync(join(source.root, path));
    await goodPng('').make(join(source.root, path));
    await importSource(project, { path: source.path });
    expect(catalog.images.get(first)).toMatchObject({ split: 'test', state: 'ok' });
    expect(catalog.testSets.images(set).map(({ id }) => id)).toEqual([second]);
  });
});
