import { describe, expect, it } from 'vitest';
import { hasNote, hasStar, tagsOn } from '../../core/vocabulary/marks';
import { addSource, filledCatalog, readFile } from '../catalog.fixture';

/** A catalog of pictures with a tag, with functions that change and read their marks. */
function marked(count = 4) {
  const filled = filledCatalog(count);
  const { catalog } = filled;
  const tagId = catalog.marks.ensureTag('blurred');
  const tag = (ids: readonly number[], on = true) => catalog.labelSteps.mark(ids, { kind: 'tag', tagId, on });
  const star = (ids: readonly number[], on = true) => catalog.labelSteps.mark(ids, { kind: 'star', on });
  const note = (ids: readonly number[], text: string) =>
    catalog.labelSteps.mark(ids, { kind: 'note', note: text });
  const notes = (ids: readonly number[]) => catalog.marks.of(ids).map((its) => its.note);
  const tagged = () => [...catalog.marks.images({ tagIds: [tagId] })];
  return { ...filled, tagId, tag, star, note, notes, tagged };
}

describe('marks of images', () => {
  it('are steps among those of labels, taken back and brought back in their order', () => {
    const { catalog, classIds, imageIds, tag, star, tagged } = marked();
    expect(tag(imageIds.slice(0, 3))).toBe(3);
    expect(tag(imageIds.slice(0, 1))).toBe(0);
    catalog.labelSteps.set(imageIds.slice(0, 1), classIds[0], 'Ada');
    expect(tag(imageIds)).toBe(1);
    star(imageIds.slice(0, 2));
    expect(catalog.labelSteps.history(10).map((step) => [step.classId, step.marked, step.images])).toEqual([
      [null, { kind: 'star', on: true }, 2],
      [null, { kind: 'tag', on: true, name: 'blurred' }, 1],
      [classIds[0], null, 1],
      [null, { kind: 'tag', on: true, name: 'blurred' }, 3],
    ]);
    catalog.labelSteps.undo('Ada');
    expect([...catalog.labelSteps.undo('Ada').ids]).toEqual(imageIds.slice(3));
    expect(tagged()).toEqual(imageIds.slice(0, 3));
    expect(catalog.labelSteps.undo('Ada').step).toMatchObject({ classId: classIds[0], marked: null });
    expect([...catalog.labelSteps.undo('Ada').ids]).toEqual(imageIds.slice(0, 3));
    expect(tagged()).toEqual([]);
    for (const _ of [1, 2, 3, 4]) catalog.labelSteps.redo('Ada');
    expect(tagged()).toEqual(imageIds);
    expect([...catalog.marks.images({ starred: true })]).toEqual(imageIds.slice(0, 2));
    expect(catalog.images.get(imageIds[0]).classId).toBe(classIds[0]);
  });

  it('keep notes that were written since, and bring older ones back', () => {
    const { catalog, imageIds, note, notes } = marked(2);
    note(imageIds.slice(0, 1), 'first');
    note(imageIds, 'both');
    expect(notes(imageIds)).toEqual(['both', 'both']);
    catalog.labelSteps.undo('Ada');
    expect(notes(imageIds)).toEqual(['first', null]);
    catalog.labelSteps.redo('Ada');
    expect(notes(imageIds)).toEqual(['both', 'both']);
    expect(note(imageIds, '')).toBe(2);
    expect(notes(imageIds)).toEqual([null, null]);
    expect(catalog.marks.counts()).toEqual({ starred: 0, noted: 0 });
    catalog.labelSteps.undo('Ada');
    expect(notes(imageIds)).toEqual(['both', 'both']);
  });

  it('stay with a picture that is imported again, elsewhere or after its source was removed', () => {
    const { catalog, sourceId, imageIds, tag, star, note, tagged } = marked(3);
    tag(imageIds.slice(0, 2));
    star([imageIds[0]]);
    note([imageIds[0]], 'Ask Ada.');
    catalog.imports.store(sourceId, [readFile('0.png', 0, { split: 'unlabelled' })], []);
    expect(tagged()).toEqual(imageIds.slice(0, 2));
    catalog.sourceRemoval.remove(sourceId, []);
    const again = addSource(catalog, '/elsewhere');
    catalog.imports.store(again, [readFile('x.png', 0), readFile('y.png', 2), readFile('z.png', 1)], []);
    const ids = catalog.images.ids({ sourceId: again });
    const tagId = catalog.marks.find('blurred');
    expect(catalog.marks.of(ids)).toEqual([
      { star: true, tagIds: [tagId], note: 'Ask Ada.' },
      { star: false, tagIds: [], note: null },
      { star: false, tagIds: [tagId], note: null },
    ]);
    catalog.imports.store(again, [readFile('x.png', 'other')], []);
    expect(catalog.marks.of(ids)[0]).toEqual({ star: false, tagIds: [], note: null });
  });

  it('are not touched by the merge or the removal of a class', () => {
    const { catalog, classIds, imageIds, tag, tagged } = marked();
    const [a, b, c] = classIds;
    catalog.labelSteps.set(imageIds, a, 'Ada');
    tag(imageIds.slice(1));
    catalog.classes.merge(a, b, 'Ada');
    catalog.classes.remove(c);
    expect(tagged()).toEqual(imageIds.slice(1));
    expect([...catalog.labelSteps.undo('Ada').ids]).toEqual(imageIds.slice(1));
    expect(catalog.images.get(imageIds[1]).classId).toBe(b);
  });

  it('are told as a byte a tile', () => {
    const { catalog, imageIds, tagId, tag, star, note } = marked(3);
    const ids = Int32Array.from(imageIds);
    expect([...catalog.marks.packed(ids), ...catalog.marks.among(ids)]).toEqual([0, 0, 0]);
    star([imageIds[0]]);
    tag(imageIds.slice(0, 2));
    catalog.labelSteps.mark([imageIds[0]], {
      kind: 'tag',
      tagId: catalog.marks.ensureTag('night'),
      on: true,
    });
    note([imageIds[1]], 'x');
    expect(catalog.marks.among(ids.subarray(1))).toEqual([{ tagId, images: 1 }]);
    expect(catalog.marks.among(ids).map(({ images }) => images)).toEqual([2, 1]);
    const packed = [...catalog.marks.packed(Int32Array.from(imageIds))];
    expect(packed.map((byte) => [hasStar(byte), hasNote(byte), tagsOn(byte)])).toEqual([
      [true, false, 2],
      [false, true, 1],
      [false, false, 0],
    ]);
  });

  it('have tags of one name in whatever case, that can be renamed and removed', () => {
    const { catalog, imageIds, tagId, tag, tagged } = marked(2);
    expect(catalog.marks.ensureTag(' Blurred ')).toBe(tagId);
    const other = catalog.marks.ensureTag('night');
    for (const [name, code] of [
      ['Night', 'tag-name-taken'],
      ['a;b', 'tag-name'],
      [' ', 'tag-name'],
    ])
      expect(() => catalog.marks.renameTag(tagId, name)).toThrow(expect.objectContaining({ code }));
    catalog.marks.renameTag(tagId, 'BLURRED');
    tag(imageIds);
    expect(catalog.marks.tags().map(({ name, images }) => [name, images])).toEqual([
      ['BLURRED', 2],
      ['night', 0],
    ]);
    catalog.marks.removeTag(tagId);
    expect(tagged()).toEqual([]);
    expect(catalog.labelSteps.steps()).toEqual({ undo: null, redo: null });
    expect(() => tag(imageIds)).toThrow(expect.objectContaining({ code: 'unknown-tag' }));
    expect(catalog.marks.tags().map(({ id }) => id)).toEqual([other]);
  });
});

describe('a filter of pictures', () => {
  it('needs all that it names', () => {
    const { catalog, sourceId, imageIds, tagId, tag, star, note } = marked(4);
    const facts = { mtimeMs: 500, size: 70, width: 300, height: 90 };
    catalog.imports.store(sourceId, [readFile('sub dir/4.png', 4, { ...facts, split: 'unlabelled' })], []);
    const all = catalog.images.ids();
    const last = all[4];
    tag(imageIds.slice(0, 3));
    star(imageIds.slice(2));
    note([imageIds[2], last], 'x');
    const found = (filter: object) => [...catalog.marks.images(filter)].map((id) => all.indexOf(id));
    expect(found({ tagIds: [tagId], starred: true })).toEqual([2]);
    expect(found({ noted: true, sideFrom: 90, sideTo: 90 })).toEqual([4]);
    expect(found({ modifiedFrom: 2, modifiedTo: 500 })).toEqual([4]);
    expect(found({ bytesTo: 999 })).toEqual([4]);
    expect(found({ folder: 'SUB pictures' })).toEqual([4]);
    expect([found({ split: 'unlabelled', starred: true }), found({ split: 'test' })]).toEqual([[2, 3], []]);
    expect(found({ folder: '4.png' })).toEqual([]);
    expect(found({})).toEqual([0, 1, 2, 3, 4]);
    const ids = (pictures: object) => [
      ...catalog.labelViews.ids({ view: 'unlabelled', search: 'png', pictures }),
    ];
    expect(ids({ starred: true, tagIds: [tagId] })).toEqual([imageIds[2]]);
    expect(ids({ folder: 'sub' })).toEqual([last]);
  });

  it('is put in order by columns', () => {
    const { catalog, sourceId, imageIds, star } = marked(2);
    const facts = { mtimeMs: 500, size: 70, width: 300, height: 90, split: 'unlabelled' } as const;
    catalog.imports.store(sourceId, [readFile('-/2.png', 2, facts)], []);
    star([imageIds[1]]);
    const order = (by: 'modified' | 'side' | 'bytes' | 'folder' | 'star') =>
      [...catalog.labelViews.ids({ view: 'unlabelled' }, by)].map((id) => catalog.images.ids().indexOf(id));
    expect(order('modified')).toEqual([2, 0, 1]);
    expect(order('side')).toEqual([2, 0, 1]);
    expect(order('bytes')).toEqual([0, 1, 2]);
    expect(order('folder')).toEqual([2, 0, 1]);
    expect(order('star')).toEqual([1, 0, 2]);
  });

  it('is kept under a name, in whatever case, until it is removed', () => {
    const { catalog } = marked(1);
    catalog.savedFilters.save('Good ones', { starred: true });
    catalog.savedFilters.save('good ones', { noted: true });
    catalog.savedFilters.save('large', { sideFrom: 500 });
    const names = () => catalog.savedFilters.list().map(({ name }) => name);
    expect(catalog.savedFilters.list()[0]).toMatchObject({ name: 'good ones', filter: { noted: true } });
    const [{ id }] = catalog.savedFilters.list();
    expect(() => catalog.savedFilters.rename(id, 'Large')).toThrow(
      expect.objectContaining({ code: 'filter-name-taken' }),
    );
    catalog.savedFilters.rename(id, 'zebra');
    expect(names()).toEqual(['large', 'zebra']);
    catalog.savedFilters.remove(id);
    expect(names()).toEqual(['large']);
  });

  it('forgets a tag that is deleted, whose number no other tag gets', () => {
    const { catalog } = marked(1);
    const [kept, gone] = ['kept', 'gone'].map((name) => catalog.marks.ensureTag(name));
    catalog.savedFilters.save('both', { tagIds: [kept, gone], starred: true });
    catalog.savedFilters.save('gone', { tagIds: [gone] });
    catalog.marks.removeTag(gone);
    expect(catalog.savedFilters.list().map(({ name, filter }) => [name, filter])).toEqual([
      ['both', { tagIds: [kept], starred: true }],
    ]);
    expect(catalog.marks.ensureTag('new')).toBeGreaterThan(gone);
  });
});
