import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addSource, filledCatalog, readFile } from '../catalog.fixture';
import { type Catalog, openCatalog } from '../index';

const labels = (catalog: Catalog, ids: readonly number[]) =>
  catalog.images.byIds(ids).map(({ classId }) => classId);

describe('undo of labels given by hand', () => {
  it('takes back and brings back whole steps', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const [a, b] = classIds;
    const { labelSteps: steps } = catalog;
    expect(steps.set(imageIds.slice(0, 2), a, 'Ada')).toBe(2);
    expect(steps.set(imageIds.slice(1), b, 'Ada')).toBe(2);
    expect(steps.set([imageIds[2]], b, 'Ada')).toBe(0);
    expect(labels(catalog, imageIds)).toEqual([a, b, b]);
    expect(steps.steps()).toMatchObject({ undo: { classId: b, images: 2 }, redo: null });
    expect([...steps.undo('Ada').ids]).toEqual(imageIds.slice(1));
    expect(labels(catalog, imageIds)).toEqual([a, a, null]);
    steps.undo('Ada');
    expect(labels(catalog, imageIds)).toEqual([null, null, null]);
    expect(() => steps.undo('Ada')).toThrow(expect.objectContaining({ code: 'no-label-to-undo' }));
    steps.redo('Ada');
    steps.redo('Ada');
    expect(labels(catalog, imageIds)).toEqual([a, b, b]);
    expect(() => steps.redo('Ada')).toThrow(expect.objectContaining({ code: 'no-label-to-redo' }));
  });

  it('gives no step the number of one that was undone and forgotten', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const { labelSteps: steps } = catalog;
    const newest = () => steps.steps().undo?.id as number;
    steps.set(imageIds.slice(0, 1), classIds[0], 'Ada');
    steps.set(imageIds.slice(1, 2), classIds[1], 'Ada');
    const first = newest();
    steps.undo('Ada');
    steps.exclude([imageIds[2]], true, 'Ada');
    const second = newest();
    expect(second).toBeGreaterThan(first);
    steps.undo('Ada');
    steps.mark([imageIds[0]], { kind: 'star', on: true });
    expect(newest()).toBeGreaterThan(second);
  });

  it('lists the newest first, those that were taken back before those that count', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const [a, b] = classIds;
    const { labelSteps: steps } = catalog;
    steps.set(imageIds, a, 'Ada');
    steps.set(imageIds.slice(1), b, 'Ada');
    steps.set([imageIds[2]], null, 'Ada');
    const told = () => steps.history(10).map(({ classId, images, undone }) => [classId, images, undone]);
    expect(told()).toEqual([
      [null, 1, false],
      [b, 2, false],
      [a, 3, false],
    ]);
    steps.undo('Ada');
    steps.undo('Ada');
    expect(told()).toEqual([
      [null, 1, true],
      [b, 2, true],
      [a, 3, false],
    ]);
    expect(steps.history(2).map(({ undone }) => undone)).toEqual([true, true]);
    steps.set([imageIds[0]], b, 'Ada');
    expect(told()).toEqual([
      [b, 1, false],
      [a, 3, false],
    ]);
  });

  it('brings nothing back over a newer label', () => {
    const { catalog, classIds, imageIds } = filledCatalog(2);
    const { labelSteps: steps } = catalog;
    steps.set(imageIds, classIds[0], 'Ada');
    steps.undo('Ada');
    steps.set([imageIds[1]], classIds[1], 'Ada');
    expect(steps.steps().redo).toBeNull();
    expect(labels(catalog, imageIds)).toEqual([null, classIds[1]]);
  });

  it('leaves alone what got another label meanwhile', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const [a, b, c] = classIds;
    const { labelSteps: steps } = catalog;
    steps.set(imageIds, a, 'Ada');
    catalog.labels.set([imageIds[0]], c, 'Bo');
    expect([...steps.undo('Ada').ids]).toEqual(imageIds.slice(1));
    expect(labels(catalog, imageIds)).toEqual([c, null, null]);
    catalog.labels.set([imageIds[1]], b, 'Bo');
    expect([...steps.redo('Ada').ids]).toEqual([imageIds[2]]);
    expect(labels(catalog, imageIds)).toEqual([c, b, a]);
  });

  it('goes on after the project was closed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'label-steps-'));
    const file = join(folder, 'catalog.db');
    const during = <T>(work: (catalog: Catalog) => T): T => {
      const catalog = openCatalog(file);
      try {
        return work(catalog);
      } finally {
        catalog.close();
      }
    };
    try {
      const [a, b] = during((catalog) => {
        const ids = [...catalog.classes.ensure(['a', 'b']).values()];
        const files = [1, 2].map((i) => readFile(`${i}.png`, i, { split: 'unlabelled' }));
        catalog.imports.store(addSource(catalog), files, []);
        catalog.labelSteps.set([1, 2], ids[0], 'Ada');
        catalog.labelSteps.set([2], ids[1], 'Ada');
        return ids;
      });
      during((catalog) => {
        catalog.labelSteps.undo('Bo');
        expect(labels(catalog, [1, 2])).toEqual([a, a]);
      });
      during((catalog) => {
        catalog.labelSteps.redo('Bo');
        expect(labels(catalog, [1, 2])).toEqual([a, b]);
        catalog.labelSteps.undo('Bo');
        catalog.labelSteps.undo('Bo');
        expect(catalog.images.byIds([1, 2])).toMatchObject([
          { split: 'unlabelled' },
          { split: 'unlabelled' },
        ]);
        expect(catalog.labels.history(2).map(({ who }) => who)).toEqual([
          'Bo',
          'Bo',
          'Bo',
          'Bo',
          'Ada',
          'Ada',
        ]);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('never gives a class that became part of another', () => {
    const { catalog, classIds, imageIds } = filledCatalog(1);
    const [a, b, c] = classIds;
    const { labelSteps: steps } = catalog;
    steps.set(imageIds, a, 'Ada');
    steps.set(imageIds, b, 'Ada');
    catalog.classes.merge(a, c, 'Ada');
    steps.undo('Ada');
    expect(labels(catalog, imageIds)).toEqual([c]);
  });

  it('keeps the images of a source that was taken out, and can still be used', () => {
    const { catalog, classIds, imageIds, sourceId } = filledCatalog(2);
    const { labelSteps: steps } = catalog;
    steps.set([imageIds[0]], classIds[0], 'Ada');
    steps.undo('Ada');
    expect(catalog.sourceRemoval.remove(sourceId, [])).toEqual({ forgotten: 1, kept: 1 });
    expect([...steps.redo('Ada').ids]).toEqual([imageIds[0]]);
  });
});
