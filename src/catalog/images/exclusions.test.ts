import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addSource, filledCatalog, hashOf, memoryCatalog, readFile } from '../catalog.fixture';
import { type Catalog, openCatalog } from '../index';

const states = (catalog: Catalog, ids: readonly number[]) =>
  catalog.images.byIds(ids).map(({ state }) => state);

/** Ids that training, validation, tests and the pool get. */
const used = (catalog: Catalog) => catalog.images.ids({ state: 'ok' });

describe('an image that a person excluded', () => {
  it('is used for nothing, keeps its label and split, and is used again as before', () => {
    const { catalog, classIds, imageIds } = filledCatalog(4);
    catalog.labels.set([imageIds[1]], classIds[0], 'Ada');
    const before = catalog.images.byIds(imageIds);
    expect(catalog.exclusions.set([imageIds[1], imageIds[2]], true, 'Ada')).toEqual([
      imageIds[1],
      imageIds[2],
    ]);
    expect(used(catalog)).toEqual([imageIds[0], imageIds[3]]);
    expect(catalog.images.countByState()).toMatchObject({ ok: 2, excluded: 2 });
    expect(catalog.images.get(imageIds[1])).toMatchObject({
      ...{ state: 'excluded', code: 'excluded', classId: classIds[0], split: 'labelled-train' },
      reason: 'A person excluded it. It is not used for training, labelling or measuring.',
    });
    expect(catalog.exclusions.set(imageIds, false, 'Ada')).toEqual([imageIds[1], imageIds[2]]);
    expect(catalog.images.byIds(imageIds)).toEqual(before);
    catalog.close();
  });

  it('stays excluded when its folder is read again, when it is gone and back, and in another folder', () => {
    const { catalog, sourceId, imageIds } = filledCatalog(2);
    const [kept, image] = imageIds;
    const its = readFile('1.png', 1, { split: 'unlabelled' });
    catalog.exclusions.set([image], true, 'Ada');
    catalog.imports.store(sourceId, [its], []);
    expect(states(catalog, [image])).toEqual(['excluded']);
    catalog.imports.redescribe(sourceId, [{ path: '1.png', split: 'labelled-train', classId: null }]);
    expect(catalog.images.get(image)).toMatchObject({ state: 'excluded', split: 'labelled-train' });
    catalog.imports.markMissing(sourceId, new Set(['0.png']));
    expect(states(catalog, [image])).toEqual(['missing']);
    catalog.imports.redescribe(sourceId, [{ path: '1.png', split: 'unlabelled', classId: null }]);
    expect(states(catalog, [image])).toEqual(['excluded']);
    const other = addSource(catalog, '/other');
    catalog.imports.store(other, [readFile('copy.png', 1, { split: 'unlabelled' })], []);
    expect(used(catalog)).toEqual([kept]);
    catalog.close();
  });

  it('is used again where its file holds another picture', () => {
    const { catalog, sourceId, imageIds } = filledCatalog(1);
    catalog.exclusions.set(imageIds, true, 'Ada');
    catalog.imports.store(sourceId, [readFile('0.png', 'another', { split: 'unlabelled' })], []);
    expect(states(catalog, imageIds)).toEqual(['ok']);
    catalog.imports.store(sourceId, [readFile('0.png', 0, { split: 'unlabelled' })], []);
    expect(states(catalog, imageIds)).toEqual(['excluded']);
    catalog.close();
  });

  it('takes its copies with it, whatever their splits, and holds out no near duplicate', () => {
    const catalog = memoryCatalog();
    const [a] = catalog.classes.ensure(['a']).values();
    const source = addSource(catalog);
    catalog.imports.store(
      source,
      [
        readFile('test.png', 0, { split: 'test', classId: a }),
        readFile('copy.png', 0, { split: 'unlabelled' }),
        readFile('near.png', 1, { split: 'unlabelled' }),
      ],
      [],
    );
    catalog.nearCopies.learn([{ hash: hashOf(0), twin: hashOf(1), same: true }]);
    catalog.nearCopies.regroup();
    const ids = catalog.images.ids();
    const atFirst = catalog.images.byIds(ids);
    expect(atFirst.map(({ state }) => state)).toEqual(['ok', 'leak', 'leak']);
    expect(catalog.exclusions.set([ids[0]], true, 'Ada')).toEqual([ids[0]]);
    expect(states(catalog, ids)).toEqual(['excluded', 'excluded', 'ok']);
    catalog.imports.markMissing(source, new Set(['copy.png', 'near.png']));
    expect(states(catalog, ids)).toEqual(['missing', 'excluded', 'ok']);
    catalog.imports.redescribe(source, [{ path: 'test.png', split: 'test', classId: a }]);
    catalog.exclusions.set([ids[1]], false, 'Ada');
    expect(catalog.images.byIds(ids)).toEqual(atFirst);
    catalog.close();
  });

  it('decides a conflict of labels: neither copy is used, nor in conflict any more', () => {
    const catalog = memoryCatalog();
    const [a, b] = catalog.classes.ensure(['a', 'b']).values();
    const files = [readFile('a.png', 0, { classId: a }), readFile('b.png', 0, { classId: b })];
    catalog.imports.store(addSource(catalog), files, []);
    expect(catalog.labelViews.conflicts()).toBe(2);
    catalog.exclusions.set(catalog.images.ids(), true, 'Ada');
    expect(catalog.labelViews.counts()).toMatchObject({ conflicts: 0, excluded: 2, unlabelled: 0 });
    catalog.close();
  });

  it('goes where its group goes when splits are drawn meanwhile, so that no group is on both sides afterwards', () => {
    const catalog = memoryCatalog();
    const [a] = catalog.classes.ensure(['a']).values();
    const files = [0, 1, 2, 3].map((i) =>
      readFile(`${i}.png`, i, { classId: a, group: i < 2 ? 'Ada' : 'Ben' }),
    );
    catalog.imports.store(addSource(catalog), files, []);
    const [one, two, three, four] = catalog.images.ids();
    catalog.splits.draw([], [one, two]);
    catalog.exclusions.set([one, three], true, 'Ada');
    // The excluded one of the test split does not hold its group there.
    expect(catalog.splits.heldGroups('all')).toEqual([]);
    catalog.splits.draw([two], [four]);
    catalog.exclusions.set([one, three], false, 'Ada');
    const splits = catalog.images.byIds([one, two, three, four]).map(({ split }) => split);
    expect(splits).toEqual(['validation', 'validation', 'test', 'test']);
    // If the test split stays as it is, so does an excluded image of it.
    catalog.exclusions.set([three], true, 'Ada');
    expect(catalog.splits.heldGroups('validation')).toEqual(['given Ben']);
    catalog.splits.draw([], catalog.splits.inTest());
    expect(catalog.images.get(three).split).toBe('test');
    catalog.close();
  });

  it('follows its group into validation images that an experiment draws, but never out of a test split', () => {
    const catalog = memoryCatalog();
    const [a] = catalog.classes.ensure(['a']).values();
    const files = [0, 1, 2, 3].map((i) =>
      readFile(`${i}.png`, i, { classId: a, group: i < 2 ? 'Ada' : 'Ben' }),
    );
    catalog.imports.store(addSource(catalog), files, []);
    const [one, two, three, four] = catalog.images.ids();
    catalog.splits.draw([], [three, four]);
    catalog.exclusions.set([one, three], true, 'Ada');
    catalog.splits.move([two], 'validation');
    expect(catalog.images.byIds([one, three]).map(({ split }) => split)).toEqual(['validation', 'test']);
    catalog.close();
  });

  it('still holds its group where its source holds it out', () => {
    const catalog = memoryCatalog();
    const [a] = catalog.classes.ensure(['a']).values();
    const files = [
      readFile('0.png', 0, { classId: a, group: 'Ada', split: 'test' }),
      readFile('1.png', 1, { classId: a, group: 'Ada' }),
    ];
    catalog.imports.store(addSource(catalog), files, []);
    catalog.exclusions.set(catalog.images.ids().slice(0, 1), true, 'Ada');
    expect(catalog.splits.heldGroups('all')).toEqual(['given Ada']);
    catalog.close();
  });

  it('leaves no group of near duplicates with a single image to look at', () => {
    const { catalog, imageIds } = filledCatalog(3);
    catalog.nearCopies.learn([
      { hash: hashOf(0), twin: hashOf(1), same: true },
      { hash: hashOf(1), twin: hashOf(2), same: true },
    ]);
    catalog.nearCopies.regroup();
    catalog.exclusions.set([imageIds[0]], true, 'Ada');
    expect(catalog.nearCopies.counts()).toEqual({ groups: 1, images: 2, leaks: 0 });
    expect([...catalog.labelViews.ids({ view: 'alike' })]).toEqual(imageIds.slice(1));
    catalog.exclusions.set([imageIds[1]], true, 'Ada');
    expect(catalog.nearCopies.counts()).toEqual({ groups: 0, images: 0, leaks: 0 });
    expect(catalog.nearCopies.grouped().ids).toHaveLength(0);
    expect([...catalog.labelViews.ids({ view: 'alike' })]).toEqual([]);
    catalog.close();
  });

  it('judges no labels any more, and is named where its class cannot be deleted', () => {
    const { catalog, classIds, imageIds } = filledCatalog(2);
    catalog.labels.set(imageIds, classIds[0], 'Ada');
    catalog.exclusions.set([imageIds[0]], true, 'Ada');
    expect([...catalog.images.classesOf(Int32Array.from(imageIds))]).toEqual([-1, classIds[0]]);
    expect(() => catalog.classes.remove(classIds[0])).toThrow(
      /2 images have the class "a"; 1 of them is excluded or set aside/,
    );
    catalog.close();
  });

  it('is listed also while its file is missing', () => {
    const { catalog, sourceId, imageIds } = filledCatalog(2);
    catalog.exclusions.set(imageIds, true, 'Ada');
    catalog.imports.markMissing(sourceId, new Set(['0.png']));
    expect(catalog.exclusions.ids()).toEqual(imageIds);
    catalog.close();
  });

  it('is left as it is where it was never read', () => {
    const { catalog, sourceId } = filledCatalog(0);
    const bad = { size: null, mtimeMs: null, code: 'truncated', reason: 'It ends early.', values: {} };
    catalog.imports.store(sourceId, [], [{ path: 'bad.png', split: 'unlabelled', classId: null, ...bad }]);
    expect(catalog.exclusions.set(catalog.images.ids(), true, 'Ada')).toEqual([]);
    expect(states(catalog, catalog.images.ids())).toEqual(['quarantined']);
    catalog.close();
  });
});

describe('excluding', () => {
  it('is a step among those of labels: taken back and brought back in their order', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const { labelSteps: steps } = catalog;
    steps.set([imageIds[0]], classIds[0], 'Ada');
    expect(steps.exclude(imageIds.slice(0, 2), true, 'Ada')).toBe(2);
    expect(steps.exclude(imageIds.slice(0, 2), true, 'Ada')).toBe(0);
    expect(steps.exclude([imageIds[0]], false, 'Ada')).toBe(1);
    expect(steps.history(9).map(({ excluded, images }) => [excluded, images])).toEqual([
      [false, 1],
      [true, 2],
      [null, 1],
    ]);
    expect(steps.undo('Ada')).toMatchObject({ step: { excluded: false }, ids: Int32Array.of(imageIds[0]) });
    expect(used(catalog)).toEqual([imageIds[2]]);
    steps.undo('Ada');
    expect(used(catalog)).toEqual(imageIds);
    expect(catalog.images.get(imageIds[0]).classId).toBe(classIds[0]);
    steps.redo('Ada');
    expect(used(catalog)).toEqual([imageIds[2]]);
    // After a new step, what was undone can no longer be redone.
    steps.set([imageIds[2]], classIds[1], 'Ada');
    expect(steps.steps()).toMatchObject({ undo: { excluded: null }, redo: null });
    catalog.close();
  });

  it('is undone after a restart, for what is still excluded', () => {
    const folder = mkdtempSync(join(tmpdir(), 'exclusions-'));
    try {
      const file = join(folder, 'catalog.db');
      let catalog = openCatalog(file);
      const files = [0, 1].map((i) => readFile(`${i}.png`, i, { split: 'unlabelled' }));
      catalog.imports.store(addSource(catalog), files, []);
      const ids = catalog.images.ids();
      catalog.labelSteps.exclude(ids, true, 'Ada');
      catalog.exclusions.set([ids[0]], false, 'Ben');
      catalog.close();
      catalog = openCatalog(file);
      expect([...catalog.labelSteps.undo('Ada').ids]).toEqual([ids[1]]);
      expect(used(catalog)).toEqual(ids);
      catalog.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
