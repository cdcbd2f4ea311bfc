import { describe, expect, it } from 'vitest';
import { addSource, memoryCatalog, readFile } from '../catalog.fixture';
import type { Catalog, Split } from '../index';

/** A catalog whose person `ada` was drawn into the test, with images of `bob` to train on; the pool has one of each. */
function drawn() {
  const catalog = memoryCatalog();
  const [cat] = catalog.classes.ensure(['cat']).values();
  const source = addSource(catalog);
  const add = (picture: number, group: string, split: Split = 'labelled-train') => {
    const classId = split === 'unlabelled' ? null : cat;
    const file = readFile(`${picture}.png`, picture, { split, classId, group });
    return catalog.imports.store(source, [file], []).followed;
  };
  for (const [picture, group] of ['ada', 'ada', 'bob', 'bob'].entries()) add(picture, group);
  add(4, 'ada', 'unlabelled');
  add(5, 'bob', 'unlabelled');
  const held = catalog.splits.draw([], [1, 2]);
  return { catalog, add, cat, held };
}

const splitsOf = (catalog: Catalog) =>
  catalog.images.byIds(catalog.images.ids({}, 'path')).map(({ split }) => split);

describe('a group of a list that a draw held out', () => {
  it('takes its unlabelled images out of the pool, and back with the next draw', () => {
    const { catalog, held } = drawn();
    expect(held).toBe(1);
    expect(splitsOf(catalog).slice(4)).toEqual(['test', 'unlabelled']);
    expect(catalog.splits.heldGroups('all')).toEqual([]);
    expect(catalog.splits.draw([3, 4], [])).toBe(1);
    expect(splitsOf(catalog)).toEqual([
      ...['labelled-train', 'labelled-train', 'validation', 'validation', 'unlabelled', 'validation'],
    ]);
    catalog.splits.draw([], []);
    expect(splitsOf(catalog).slice(4)).toEqual(['unlabelled', 'unlabelled']);
  });

  it('takes the images that come to it later, to train on or for the pool, also when they are read again', () => {
    const { catalog, add } = drawn();
    expect([add(6, 'ada'), add(7, 'bob'), add(8, 'ada', 'unlabelled'), add(9, 'eve')]).toEqual([1, 0, 1, 0]);
    expect([add(6, 'ada'), add(8, 'ada', 'unlabelled')]).toEqual([0, 0]);
    expect(splitsOf(catalog).slice(6)).toEqual(['test', 'labelled-train', 'test', 'labelled-train']);
    expect(catalog.splits.groupsAcross(['ada', 'bob', 'eve'])).toEqual([]);
  });

  it('keeps an unlabelled image that a person labels', () => {
    const { catalog, cat } = drawn();
    catalog.labels.set([5, 6], cat, 'Ada');
    expect(splitsOf(catalog).slice(4)).toEqual(['test', 'labelled-train']);
  });

  it('does not take images that were there before a list named its group: that is only said', () => {
    const { catalog, cat } = drawn();
    const [source] = catalog.sources.list();
    catalog.imports.redescribe(source.id, [
      { path: '2.png', split: 'labelled-train', classId: cat, group: 'ada' },
    ]);
    expect(splitsOf(catalog)[2]).toBe('labelled-train');
    expect(catalog.splits.groupsAcross(['ada', 'bob'])).toEqual(['ada']);
  });

  it('is not one that a source put on both sides', () => {
    const { catalog, add } = drawn();
    expect([add(6, 'eve', 'test'), add(7, 'eve'), add(8, 'eve', 'unlabelled')]).toEqual([0, 0, 0]);
    expect(splitsOf(catalog).slice(6)).toEqual(['test', 'labelled-train', 'unlabelled']);
    expect(catalog.splits.groupsAcross(['ada', 'eve'])).toEqual(['eve']);
  });
});
