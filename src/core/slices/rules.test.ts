import { describe, expect, it } from 'vitest';
import type { SlicedImage } from './rule';
import { type SlicingName, slicings } from './table';

const slicesBy = (rule: SlicingName, images: readonly Partial<SlicedImage>[]) =>
  slicings
    .find(({ name }) => name === rule)
    ?.slicesOf(
      images.map((image) => ({
        ...{ className: null, source: null, width: null, height: null, mtimeMs: null },
        ...{ group: null, tags: [], brightness: null },
        ...image,
      })),
    );

describe('slicing rules', () => {
  it.each([
    ['class', { className: 'cat' }, 'cat'],
    ['source', { source: 'night' }, 'night'],
    ['group', { group: 'camera 3' }, 'camera 3'],
  ] as const)('%s takes the image’s own value', (rule, image, name) => {
    expect(slicesBy(rule, [image, {}])).toEqual([name, null]);
  });

  it('tag takes all of the image’s tags', () => {
    expect(slicesBy('tag', [{ tags: ['night', 'rain'] }, {}])).toEqual([['night', 'rain'], []]);
  });

  it('size: four parts by the shorter side', () => {
    const sides = [100, 200, 300, 400, 500, 600, 700, 800];
    const images = sides.map((side, at) => ({ width: at % 2 ? side : 1000, height: at % 2 ? 1000 : side }));
    expect(slicesBy('size', [...images, {}])).toEqual([
      ...['100–200 px', '100–200 px', '300–400 px', '300–400 px'],
      ...['500–600 px', '500–600 px', '700–800 px', '700–800 px', null],
    ]);
  });

  it('size: each of a few sides on its own, however many have it', () => {
    const images = [28, 28, 28, 28, 28, 64].map((side) => ({ width: side, height: side }));
    expect(slicesBy('size', images)).toEqual(['28 px', '28 px', '28 px', '28 px', '28 px', '64 px']);
  });

  it('brightness: four parts in per cent', () => {
    const images = [0.9, 0.1, 0.2, 0.3, 0.42, 0.5, 0.6, 0.75].map((brightness) => ({ brightness }));
    expect(new Set(slicesBy('brightness', images))).toEqual(
      new Set(['10.0–20.0', '30.0–42.0', '50.0–60.0', '75.0–90.0'].map((range) => `${range}\u00a0%`)),
    );
  });

  it('date: by day, by month where there are many days, by year where there are many months', () => {
    const on = (...dates: string[]) => dates.map((date) => ({ mtimeMs: Date.parse(date) }));
    expect(slicesBy('date', on('2026-11-27T23:59:59Z', '2026-11-28T00:00:00Z'))).toEqual([
      '2026-11-27',
      '2026-11-28',
    ]);
    const days = Array.from({ length: 13 }, (_, at) => `2026-0${at < 9 ? 5 : 6}-0${(at % 9) + 1}`);
    expect(new Set(slicesBy('date', on(...days)))).toEqual(new Set(['2026-05', '2026-06']));
    const months = Array.from({ length: 13 }, (_, at) => `${2014 + at}-01-01`);
    expect(slicesBy('date', on(...months))?.slice(0, 2)).toEqual(['2014', '2015']);
  });
});
