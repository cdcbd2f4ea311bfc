import { describe, expect, it } from 'vitest';
import { addSource, filledCatalog, memoryCatalog, readFile } from '../catalog.fixture';

describe('labels by hand', () => {
  it('make an image of the pool one to train on, and give it back when they are taken away', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    catalog.labels.set([imageIds[0]], classIds[1], 'Ada');
    expect(catalog.images.get(imageIds[0])).toMatchObject({ split: 'labelled-train', classId: classIds[1] });
    expect([...catalog.images.inputs('labelled-train')].flat().map(({ id }) => id)).toEqual([imageIds[0]]);
    expect(catalog.labels.history(imageIds[0])).toMatchObject([{ who: 'Ada', classId: classIds[1] }]);
    catalog.labels.set([imageIds[0]], null, 'Ada');
    expect(catalog.images.get(imageIds[0])).toMatchObject({ split: 'unlabelled', classId: null });
    expect(catalog.labels.history(imageIds[0])).toHaveLength(2);
  });

  it('never move what is held out for measuring', () => {
    const { catalog, classIds, imageIds } = filledCatalog(2, 'test');
    catalog.labels.set(imageIds, classIds[0], 'Ada');
    catalog.labels.set([imageIds[0]], null, 'Ada');
    expect(catalog.images.byIds(imageIds).map(({ split }) => split)).toEqual(['test', 'test']);
  });

  it('outlast a new import of the pool', () => {
    const { catalog, classIds, imageIds, sourceId } = filledCatalog(1);
    catalog.labels.set(imageIds, classIds[0], 'Ada');
    catalog.imports.redescribe(sourceId, [{ path: '0.png', split: 'unlabelled', classId: null }]);
    catalog.imports.store(sourceId, [readFile('0.png', 0, { split: 'unlabelled', mtimeMs: 2 })], []);
    expect(catalog.images.get(imageIds[0])).toMatchObject({ split: 'labelled-train', classId: classIds[0] });
  });

  it('can be drawn for measuring, and drawn anew', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    catalog.labels.set(imageIds.slice(0, 2), classIds[0], 'Ada');
    expect(catalog.splits.drawable().map(({ id }) => id)).toEqual(imageIds.slice(0, 2));
    catalog.splits.draw([imageIds[0]], [imageIds[1]]);
    expect(catalog.images.byIds(imageIds).map(({ split }) => split)).toEqual([
      ...['validation', 'test', 'unlabelled'],
    ]);
    catalog.splits.draw([], []);
    expect(catalog.images.get(imageIds[1]).split).toBe('labelled-train');
    expect(catalog.splits.countDrawable()).toBe(2);
  });

  it('are restored with the split, but not out of a draw', () => {
    const { catalog, classIds, imageIds } = filledCatalog(2);
    const before = catalog.labels.set(imageIds, classIds[0], 'Ada');
    catalog.splits.draw([], [imageIds[1]]);
    catalog.labels.restore(before, 'Ada');
    expect(catalog.images.byIds(imageIds)).toMatchObject([
      { split: 'unlabelled', classId: null },
      { split: 'test', classId: null },
    ]);
    expect(catalog.labels.history(imageIds[0])).toHaveLength(2);
  });

  it('say which images they changed', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    catalog.labels.set([imageIds[1]], classIds[0], 'Ada');
    const changed = catalog.labels.set(imageIds, classIds[0], 'Ada').map(({ imageId }) => imageId);
    expect(changed).toEqual([imageIds[0], imageIds[2]]);
  });
});

describe('label views', () => {
  it('count and list what is to be labelled, what is labelled and what contradicts itself', () => {
    const catalog = memoryCatalog();
    const [a, b] = catalog.classes.ensure(['a', 'b']).values();
    const files = [
      readFile('1.png', 1, { split: 'unlabelled' }),
      readFile('Cat_2.png', 2, { split: 'unlabelled' }),
      readFile('3.png', 3, { classId: a }),
      readFile('4.png', 4, { split: 'test', classId: b }),
      readFile('5.png', 'same', { classId: a }),
      readFile('6.png', 'same', { classId: b }),
    ];
    catalog.imports.store(addSource(catalog), files, []);
    const ids = (filter: Parameters<typeof catalog.labelViews.ids>[0]) => [...catalog.labelViews.ids(filter)];
    expect(ids({ view: 'unlabelled' })).toEqual([1, 2]);
    expect(ids({ view: 'unlabelled', search: 'cat_' })).toEqual([2]);
    expect(ids({ view: 'labelled' })).toEqual([3, 4]);
    expect(ids({ view: 'labelled', classId: b })).toEqual([4]);
    expect(ids({ view: 'conflict' })).toEqual([5, 6]);
    const counts = catalog.labelViews.counts();
    expect(counts).toMatchObject({ unlabelled: 2, conflicts: 2 });
    expect([...counts.classes]).toEqual([
      [a, 1],
      [b, 1],
    ]);
    catalog.labels.set([6], a, 'Ada');
    expect(catalog.labelViews.counts().conflicts).toBe(0);
  });

  it('give the columns of tiles in the order asked for', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    catalog.labels.set([imageIds[2]], classIds[1], 'Ada');
    const ids = Int32Array.of(imageIds[2], 999, imageIds[0]);
    const { classIds: shown, splits } = catalog.labelViews.columns(ids);
    expect([...shown]).toEqual([classIds[1], -1, 0]);
    expect(splits).toEqual(['labelled-train', null, 'unlabelled']);
    expect([...catalog.labelViews.perceptualHashes(ids)]).toEqual([
      ...[0x01234567, 0x89abcdef, 0, 0, 0x01234567, 0x89abcdef],
    ]);
  });
});
