import { expect, it } from 'vitest';
import { addLabelling, addSource, finished, memoryCatalog, readFile } from '../catalog.fixture';

function filled() {
  const catalog = memoryCatalog();
  const [a, b] = catalog.classes.ensure(['a', 'b']).values();
  const [kept, gone] = [addSource(catalog, '/kept'), addSource(catalog, '/gone')];
  // Picture 1 is in both sources; the copy in the removed source is trained on, the other copy is not used.
  catalog.imports.store(
    gone,
    [readFile('1.png', 1, { classId: a }), readFile('2.png', 2, { split: 'unlabelled' })],
    [],
  );
  catalog.imports.store(kept, [readFile('1.png', 1, { classId: a }), readFile('3.png', 3)], []);
  return { catalog, a, b, kept, gone };
}

it('what nobody worked on is forgotten, and copies take its place', () => {
  const { catalog, gone, kept } = filled();
  expect(catalog.images.countByState(kept)).toMatchObject({ ok: 1, duplicate: 1 });
  expect(catalog.sourceRemoval.preview(gone, [])).toEqual({ forgotten: 2, kept: 0 });
  expect(catalog.sourceRemoval.remove(gone, [])).toEqual({ forgotten: 2, kept: 0 });
  expect(catalog.images.countByState()).toMatchObject({ ok: 2, duplicate: 0, missing: 0 });
  expect(catalog.sources.list().map(({ id }) => id)).toEqual([kept]);
  expect(catalog.sources.findByPath('/gone')).toBeUndefined();
});

it('the number of an image that is forgotten is given to no other', () => {
  const { catalog, gone, kept } = filled();
  const later = addSource(catalog, '/later');
  catalog.imports.store(later, [readFile('6.png', 6), readFile('7.png', 7)], []);
  const before = catalog.images.ids();
  catalog.sourceRemoval.remove(later, []);
  catalog.sourceRemoval.remove(gone, []);
  const left = catalog.images.ids();
  catalog.imports.store(kept, [readFile('8.png', 8), readFile('9.png', 9)], []);
  const added = catalog.images.ids().filter((id) => !left.includes(id));
  expect(added).toHaveLength(2);
  expect(before.filter((id) => added.includes(id))).toEqual([]);
});

it('what people or models worked on stays known, and is back when the source is', () => {
  const { catalog, a, b, gone } = filled();
  catalog.imports.store(gone, [readFile('4.png', 4, { split: 'unlabelled' }), readFile('5.png', 5)], []);
  const [one, two, , , four] = catalog.images.ids();
  catalog.labels.set([two], b, 'Ada');
  catalog.reviews.decide({ decision: 'ood', imageIds: [four] }, 'Ada');
  const { labelling } = addLabelling(catalog, [a, b]);
  catalog.labellingRuns.finish(labelling.id, finished);
  expect(catalog.sourceRemoval.remove(gone, [one])).toEqual({ forgotten: 1, kept: 3 });
  expect(catalog.sources.list()).toHaveLength(1);
  expect(catalog.images.get(two)).toMatchObject({ state: 'missing', code: 'source-removed', classId: b });
  expect(catalog.images.countByState()).toMatchObject({ ok: 2, missing: 3 });
  expect(catalog.images.get(one)).toMatchObject({ state: 'missing' });
  const back = catalog.sources.findByPath('/gone');
  expect(back?.id).toBe(gone);
  catalog.sources.readmit(gone, { kind: 'csv', split: null, setId: null });
  catalog.imports.redescribe(gone, [{ path: '2.png', split: 'unlabelled', classId: null }]);
  expect(catalog.images.get(two)).toMatchObject({ state: 'ok', classId: b, split: 'labelled-train' });
  expect(catalog.sources.list()).toHaveLength(2);
});

it('what was drawn into test or validation stays known, so that it is held out when the source is back', () => {
  const { catalog, a, gone } = filled();
  const files = [4, 5, 6].map((n) => readFile(`${n}.png`, n, { classId: a }));
  catalog.imports.store(gone, files, []);
  const [test, validation] = catalog.images.ids().slice(-3);
  catalog.splits.draw([validation], [test]);
  expect(catalog.sourceRemoval.preview(gone, [])).toEqual({ forgotten: 3, kept: 2 });
  catalog.sourceRemoval.remove(gone, []);
  catalog.sources.readmit(gone, { kind: 'csv', split: null, setId: null });
  catalog.imports.store(gone, files, []);
  const splits = catalog.images.byIds(catalog.images.ids()).map(({ path, split }) => `${path} ${split}`);
  expect(splits).toEqual(expect.arrayContaining(['4.png test', '5.png validation', '6.png labelled-train']));
});
