import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Split } from '../../catalog';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { type ImportRequest, importSource } from './index';

let folder: string;
let project: Project;

/** Test, training and pool each hold one picture of their own, and one that all three hold. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copies-'));
  project = createProject(join(folder, 'project'));
  for (const name of ['test/cat', 'train/cat', 'pool/deep'])
    mkdirSync(join(folder, name), { recursive: true });
  await goodPng('').make(join(folder, 'test/cat/shared.png'));
  for (const name of ['train/cat', 'pool/deep'])
    copyFileSync(join(folder, 'test/cat/shared.png'), join(folder, name, 'shared copy.png'));
  for (const name of ['test/cat', 'train/cat', 'pool/deep'])
    await goodPng('').make(join(folder, name, 'own.png'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const requests = (): Record<'test' | 'train' | 'pool', ImportRequest> => ({
  test: { path: join(folder, 'test'), split: 'test' },
  train: { path: join(folder, 'train') },
  pool: { path: join(folder, 'pool'), split: 'unlabelled' },
});

const usable = (split: Split) =>
  [...project.catalog.images.inputs(split)].flat().map(({ file }) => basename(file));

const orders = [
  ['test', 'train', 'pool'],
  ['pool', 'train', 'test'],
  ['train', 'test', 'pool'],
  ['pool', 'test', 'train'],
] as const;

describe('a picture in test, training and pool', () => {
  for (const order of orders)
    it(`is used for measuring alone, imported as ${order.join(', ')}`, async () => {
      for (const name of order) await importSource(project, requests()[name]);
      expect(usable('test').sort()).toEqual(['own.png', 'shared.png']);
      expect(usable('labelled-train')).toEqual(['own.png']);
      expect(usable('unlabelled')).toEqual(['own.png']);
      const { leak, ok } = project.catalog.images.countByState();
      expect({ leak, ok }).toEqual({ leak: 2, ok: 4 });
    });

  it('is reported as a leak by the import that brings it in, from either side', async () => {
    const { test, train, pool } = requests();
    await importSource(project, pool);
    const found = await importSource(project, test);
    expect(found.leaks).toMatchObject([
      {
        file: join(folder, 'pool/deep/shared copy.png'),
        split: 'unlabelled',
        twinFile: join(folder, 'test/cat/shared.png'),
        twinSplit: 'test',
      },
    ]);
    const later = await importSource(project, train);
    expect(later.leaks).toMatchObject([{ file: join(folder, 'train/cat/shared copy.png') }]);
    expect(await importSource(project, train)).toMatchObject({ read: 0, leaks: later.leaks });
  });

  it('may be learnt from again once the test file holds another picture', async () => {
    const { test, train } = requests();
    await importSource(project, train);
    await importSource(project, test);
    expect(usable('labelled-train')).toEqual(['own.png']);
    rmSync(join(folder, 'test/cat/shared.png'));
    await goodPng('').make(join(folder, 'test/cat/shared.png'));
    expect(await importSource(project, test)).toMatchObject({ read: 1, changed: 1, leaks: [] });
    expect(usable('labelled-train').sort()).toEqual(['own.png', 'shared copy.png']);
    expect(usable('test')).toHaveLength(2);
  });

  it('in pool and training alone is a duplicate: the labelled one is used', async () => {
    const { train, pool } = requests();
    await importSource(project, pool);
    expect(await importSource(project, train)).toMatchObject({ duplicates: 0, leaks: [] });
    expect(usable('labelled-train')).toHaveLength(2);
    expect(usable('unlabelled')).toEqual(['own.png']);
    expect(await importSource(project, pool)).toMatchObject({ read: 0, duplicates: 1 });
  });
});
