import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Split } from '../../catalog';
import { resolveRecipe } from '../../core/recipe';
import { note } from '../../core/words/notes';
import { ensureValidation } from '../method/training/teacher';
import { createProject, type Project } from '../project/folder/project';
import { removeSource } from '../service/data/remove-source';
import { goodPng } from './files.fixture';
import { drawSplit, findMoved, importSource } from './index';

let folder: string;
let project: Project;
const perClass = 20;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'held-out-'));
  project = createProject(join(folder, 'project'));
  for (const name of ['cat', 'dog']) {
    mkdirSync(join(folder, 'train', name), { recursive: true });
    for (let i = 0; i < perClass; i++) await goodPng('').make(join(folder, 'train', name, `${name}${i}.png`));
  }
  await importSource(project, { path: join(folder, 'train') });
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const inSplit = (split: Split) =>
  [...project.catalog.images.inputs(split)]
    .flat()
    .map(({ file }) => basename(file))
    .sort();
const contentsOf = (split: Split) =>
  [...project.catalog.images.inputs(split)].flat().map(({ contentHash }) => contentHash);
const drawTest = () => drawSplit(project, { testShare: 0.2, validationShare: 0, seed: 1 });

describe('a test split that a person drew', () => {
  it('stays whole when an experiment draws its validation images', async () => {
    drawTest();
    const test = inSplit('test');
    expect(test).toHaveLength(8);
    await ensureValidation({ project } as never, resolveRecipe('quick-cpu'), 1);
    expect(inSplit('test')).toEqual(test);
    // A tenth of the 32 images that would be trained on.
    expect(inSplit('validation')).toHaveLength(3);
    expect(inSplit('labelled-train')).toHaveLength(29);
  });

  it('stays whole when validation alone is drawn anew', () => {
    drawTest();
    const test = inSplit('test');
    drawSplit(project, { testShare: null, validationShare: 0.1, seed: 5 });
    expect(inSplit('test')).toEqual(test);
    expect(inSplit('validation')).toHaveLength(4);
  });

  it('survives imports of the same folder, also as another split', async () => {
    drawTest();
    const test = inSplit('test');
    await importSource(project, { path: join(folder, 'train') });
    await importSource(project, {
      path: join(folder, 'train'),
      kind: 'folder-per-class',
      split: 'validation',
    });
    expect(inSplit('test')).toEqual(test);
  });

  it('is not what its files hold once they were renamed over one another, and that is said', async () => {
    drawTest();
    const names = (kind: string) => Array.from({ length: perClass }, (_, i) => `${kind}${i}.png`);
    for (const kind of ['cat', 'dog']) {
      const place = (name: string) => join(folder, 'train', kind, name);
      renameSync(place(`${kind}${perClass - 1}.png`), place('last.png'));
      for (const [at, name] of [...names(kind).slice(0, -1).entries()].reverse())
        renameSync(place(name), place(`${kind}${at + 1}.png`));
      renameSync(place('last.png'), place(`${kind}0.png`));
    }
    const before = new Set(contentsOf('test'));
    const { notes } = await importSource(project, { path: join(folder, 'train') });
    expect(contentsOf('test').every((content) => before.has(content))).toBe(false);
    expect(notes).toContainEqual(note('held-out-replaced', { count: 8 }));
    drawTest();
    expect(new Set(contentsOf('test'))).toEqual(before);
  });

  it('survives a label given by hand, one taken away and classes that are merged', () => {
    drawTest();
    const test = inSplit('test');
    const { catalog } = project;
    const ids = [...catalog.images.inputs('test')].flat().map(({ id }) => id);
    const [cat, dog] = catalog.classes.list();
    catalog.labels.set(ids.slice(0, 4), dog.id, 'Ada');
    catalog.labels.set(ids.slice(4, 6), null, 'Ada');
    catalog.labels.restore([{ imageId: ids[0], classId: cat.id, split: 'labelled-train' }], 'Ada');
    catalog.classes.merge(cat.id, dog.id, 'Ada');
    expect(inSplit('test')).toEqual(test);
  });

  it('moves with its folder, found again or imported anew', async () => {
    drawTest();
    const test = inSplit('test');
    renameSync(join(folder, 'train'), join(folder, 'moved'));
    await findMoved(project, project.catalog.sources.list()[0].id, join(folder, 'moved'));
    expect(inSplit('test')).toEqual(test);

    renameSync(join(folder, 'moved'), join(folder, 'again'));
    mkdirSync(join(folder, 'moved'));
    await importSource(project, { path: join(folder, 'again') });
    // The old folder is read and found empty: only the copies are left.
    const old = project.catalog.sources.list()[0];
    project.catalog.imports.markMissing(old.id, new Set());
    expect(inSplit('test')).toEqual(test);
    expect(inSplit('labelled-train')).toHaveLength(32);
  });

  it('survives that its folder is taken out of the project and added again, also when it is read in another way', async () => {
    drawTest();
    const test = inSplit('test');
    const path = join(folder, 'train');
    removeSource(project, path);
    await importSource(project, { path });
    expect(inSplit('test')).toEqual(test);
    expect(inSplit('labelled-train')).toHaveLength(32);

    removeSource(project, path);
    await importSource(project, { path, kind: 'pool' });
    expect(project.catalog.splits.inTest()).toHaveLength(test.length);
    expect(inSplit('labelled-train')).toEqual([]);
  });

  it('goes only where a person draws it anew', () => {
    drawTest();
    const old = project.catalog.sources.list()[0];
    project.catalog.imports.markMissing(old.id, new Set());
    drawSplit(project, { testShare: 0, validationShare: 0, seed: 1 });
    expect(project.catalog.splits.inTest()).toEqual([]);
  });
});
