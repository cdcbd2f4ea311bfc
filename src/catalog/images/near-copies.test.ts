import { describe, expect, it } from 'vitest';
import { addSource, filledCatalog, hashOf, readFile } from '../catalog.fixture';
import type { Catalog } from '../index';

/** Declares that the pictures with these numbers have the same pixels. */
function same(catalog: Catalog, pairs: readonly (readonly [number, number])[]): void {
  catalog.nearCopies.learn(pairs.map(([a, b]) => ({ hash: hashOf(a), twin: hashOf(b), same: true })));
  catalog.nearCopies.regroup();
}

/** Numbers of the pictures of each group. */
function groups({ nearCopies }: Catalog, imageIds: readonly number[]): number[][] {
  const { ids, places } = nearCopies.grouped();
  const found = new Map<number, number[]>();
  for (const [at, id] of ids.entries()) {
    const numbers = found.get(places[at]) ?? [];
    found.set(places[at], [...numbers, imageIds.indexOf(id)]);
  }
  return [...found.values()];
}

describe('a picture that a person separated', () => {
  it('is not brought back by another one that looks like both', () => {
    const { catalog, imageIds } = filledCatalog(3);
    same(catalog, [[0, 1]]);
    catalog.nearCopies.separate([imageIds[0]], 'Ada');
    same(catalog, [
      [0, 2],
      [1, 2],
    ]);
    for (const group of groups(catalog, imageIds)) expect(group).not.toEqual(expect.arrayContaining([0, 1]));
    // Only one of the two links joins.
    expect(groups(catalog, imageIds)).toHaveLength(1);
    catalog.close();
  });

  it('is apart from what is left of a large group without a row for each of it', () => {
    const frames = 2000;
    const { catalog, imageIds } = filledCatalog(frames);
    const near = [1, 2, 3].flatMap((step) =>
      Array.from({ length: frames - step }, (_, at) => [at, at + step] as const),
    );
    same(catalog, near);
    expect(groups(catalog, imageIds)).toHaveLength(1);
    const chosen = Array.from({ length: 20 }, (_, i) => 50 + 90 * i);
    const idsOf = (numbers: readonly number[]) => numbers.map((number) => imageIds[number]);
    expect(catalog.nearCopies.separate(idsOf(chosen), 'Ada')).toBe(20);
    // Each picture looks like six others and like the first of the group.
    expect(catalog.nearCopies.separated().length).toBeLessThanOrEqual(20 * 7 + 1);
    // A later search compares them with frames that no earlier search compared them with.
    same(
      catalog,
      chosen.map((number) => [number, number + 7]),
    );
    const rest = [...imageIds.keys()].filter((number) => !chosen.includes(number));
    expect(groups(catalog, imageIds)).toEqual([rest]);
    catalog.close();
  });

  it('is united by forgetting what was said, also of pairs that nobody compared', () => {
    const { catalog, imageIds } = filledCatalog(3);
    same(catalog, [
      [0, 1],
      [1, 2],
    ]);
    catalog.nearCopies.separate([imageIds[0]], 'Ada');
    expect(catalog.nearCopies.unite([imageIds[0]])).toBe(2);
    const pairs = [1, 2].map((number) => ({ hash: hashOf(0), twin: hashOf(number) }));
    expect(catalog.nearCopies.verdicts(pairs)).toEqual([null, null]);
    expect(catalog.nearCopies.separated()).toEqual([]);
    catalog.close();
  });
});

describe('groups that are held out', () => {
  it('are not those of a source that was taken out', () => {
    const { catalog, classIds, imageIds } = filledCatalog(1, 'labelled-train');
    const other = addSource(catalog, '/gone');
    catalog.imports.store(other, [readFile('t.png', 'test', { split: 'test', classId: classIds[0] })], []);
    const [gone] = catalog.images.ids({ split: 'test' });
    catalog.labels.set([gone, ...imageIds], classIds[1], 'Ada');
    catalog.nearCopies.learn([{ hash: hashOf(0), twin: hashOf('test'), same: true }]);
    catalog.nearCopies.regroup();
    expect(catalog.splits.heldGroups('all')).toHaveLength(1);
    expect(catalog.images.get(imageIds[0]).code).toBe('near-leak');
    catalog.sourceRemoval.remove(other, []);
    expect(catalog.images.get(imageIds[0]).code).toBeNull();
    for (const moves of ['all', 'validation', 'none'] as const)
      expect(catalog.splits.heldGroups(moves)).toEqual([]);
    catalog.close();
  });
});

describe('a digest of what is compared', () => {
  it('is the same in pieces of any size, and another one once a picture comes or goes', () => {
    const { catalog, sourceId, imageIds } = filledCatalog(5);
    const digest = (size?: number) => {
      const pieces = catalog.nearCopies.looked(size);
      for (let count = 0; ; count++) {
        const { done, value } = pieces.next();
        if (done) return { value, count };
      }
    };
    const { value, count } = digest();
    expect(count).toBe(1);
    expect([1, 2, 5, 6].map((size) => digest(size))).toEqual(
      [6, 3, 2, 1].map((pieces) => ({ value, count: pieces })),
    );
    catalog.images.quarantine(imageIds[4], { code: 'excluded', reason: 'x', values: null });
    const without = digest().value;
    expect(without).not.toBe(value);
    catalog.imports.store(sourceId, [readFile('new.png', 4)], []);
    expect(digest().value).toBe(value);
    catalog.imports.store(sourceId, [readFile('more.png', 5)], []);
    expect(digest().value).not.toBe(value);
    catalog.close();
  });
});

describe('groups', () => {
  it('are written where they changed, as if made anew', () => {
    const { catalog, imageIds } = filledCatalog(9);
    same(catalog, [
      [0, 1],
      [2, 3],
      [3, 4],
      [5, 6],
    ]);
    expect(groups(catalog, imageIds)).toEqual([
      [0, 1],
      [2, 3, 4],
      [5, 6],
    ]);
    const before = catalog.written;
    catalog.nearCopies.regroup();
    expect(catalog.written).toBe(before);
    same(catalog, [
      [1, 2],
      [7, 8],
    ]);
    expect(groups(catalog, imageIds)).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6],
      [7, 8],
    ]);
    catalog.nearCopies.separate([imageIds[6], imageIds[0]], 'Ada');
    expect(groups(catalog, imageIds)).toEqual([
      [1, 2, 3, 4],
      [7, 8],
    ]);
    catalog.close();
  });
});
