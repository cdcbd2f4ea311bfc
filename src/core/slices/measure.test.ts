import { describe, expect, it } from 'vitest';
import { measureSlices, placesIn } from './measure';
import type { SlicedImage } from './rule';

const unknown: SlicedImage = {
  className: null,
  source: null,
  width: null,
  height: null,
  mtimeMs: null,
  group: null,
  tags: [],
  brightness: null,
};

/** 20 images, of which 13 are right: by night 1 of 8, by day all 12; 6 of 10 cats and 7 of 10 dogs. */
const right = [true, ...Array<boolean>(7).fill(false), ...Array<boolean>(12).fill(true)];
const cats = new Set([1, 2, 3, 4, 8, 9, 10, 11, 12, 13]);
const images = right.map(
  (_, at): SlicedImage => ({
    ...unknown,
    className: cats.has(at) ? 'cat' : 'dog',
    source: at < 8 ? 'night' : 'day',
    group: at < 4 ? 'few' : null,
    tags: ['all'],
    width: 640,
    height: 480,
  }),
);

describe('slices', () => {
  const measured = measureSlices(images, right);

  it('are those that are weaker beyond noise first, the stronger last, and each by accuracy', () => {
    expect(measured.slices.map(({ rule, name, images: n, right: r }) => [rule, name, n, r])).toEqual([
      ['source', 'night', 8, 1],
      ['class', 'cat', 10, 6],
      ['class', 'dog', 10, 7],
      ['source', 'day', 12, 12],
    ]);
    expect(measured).toMatchObject({ images: 20, right: 13 });
  });

  it('are held against the other images, and corrected for how many there are', () => {
    const [night, cat, dog, day] = measured.slices;
    // 13 of the 125,970 ways to choose 8 images have only 1 of them right; doubled for two sides, times four slices.
    expect(night.p).toBeCloseTo((4 * 2 * 13) / 125_970, 10);
    expect(day.p).toBe(night.p);
    expect(cat.p).toBe(1);
    expect([night, cat, dog, day].map(({ verdict }) => verdict)).toEqual([
      'weaker',
      'within',
      'within',
      'stronger',
    ]);
  });

  it('have an interval that says how few they are', () => {
    const [{ accuracy, low, high }] = measured.slices;
    expect(accuracy).toBe(1 / 8);
    expect(low).toBeCloseTo(0.0224, 4);
    expect(high).toBeCloseTo(0.4709, 4);
  });

  it('of fewer than five images are counted alone, and one that holds all images is none', () => {
    expect(measured.few).toBe(1);
    expect(measured.slices.some(({ rule }) => !['class', 'source'].includes(rule))).toBe(false);
  });

  it('know their images', () => {
    expect(placesIn(images, { rule: 'source', name: 'night' })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(placesIn(images, { rule: 'group', name: 'nothing' })).toEqual([]);
  });

  it('of tags share images', () => {
    const tagged = images.map((image, at) => ({
      ...image,
      tags: at < 6 ? ['dark', 'wet'] : at < 12 ? ['wet'] : [],
    }));
    const found = measureSlices(tagged, right).slices.filter(({ rule }) => rule === 'tag');
    expect(found.map(({ name, images: n, right: r }) => [name, n, r])).toEqual([
      ['dark', 6, 1],
      ['wet', 12, 5],
    ]);
    expect(placesIn(tagged, { rule: 'tag', name: 'wet' })).toHaveLength(12);
  });

  it('of a model that is always right are all within noise', () => {
    const all = measureSlices(
      images,
      images.map(() => true),
    );
    expect(new Set(all.slices.map(({ verdict }) => verdict))).toEqual(new Set(['within']));
  });

  it('of no images are none', () => {
    expect(measureSlices([], [])).toEqual({ images: 0, right: 0, slices: [], few: 0 });
  });
});
