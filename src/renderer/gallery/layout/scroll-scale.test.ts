import { describe, expect, it } from 'vitest';
import { placeAt, scaleFor, scrolledTo } from './scroll-scale';

const small = scaleFor(5000, 600);
const huge = scaleFor(120_000_000, 600);

describe('scroll scale', () => {
  it('is one to one where an element can be as tall', () => {
    expect(small.element).toBe(5000);
    expect(placeAt(small, 1234)).toEqual({ top: 1234, offset: 1234 });
    expect(scrolledTo(small, placeAt(small, 0), 77, 'bar')).toEqual({ top: 77, offset: 77 });
  });

  it('stays below what Chromium can lay out', () => {
    expect(huge.element).toBeLessThan(33_554_428);
  });

  it('the scrollbar reaches both ends and every place between', () => {
    const end = huge.element - huge.view;
    expect(scrolledTo(huge, placeAt(huge, 0), end, 'bar').offset).toBe(120_000_000 - 600);
    expect(scrolledTo(huge, placeAt(huge, 5000), 0, 'bar').offset).toBe(0);
    const middle = scrolledTo(huge, placeAt(huge, 0), end / 2, 'bar').offset;
    expect(middle).toBeCloseTo((120_000_000 - 600) / 2, -1);
  });

  it('a wheel moves by its own pixels', () => {
    const before = placeAt(huge, 60_000_000);
    expect(scrolledTo(huge, before, before.top + 120, 'wheel').offset).toBe(60_000_120);
    expect(scrolledTo(huge, before, before.top - 40, 'wheel').offset).toBe(59_999_960);
  });

  it('a wheel at an end of the scrollbar is at the end of the grid', () => {
    expect(scrolledTo(huge, { top: 50, offset: 4000 }, 0, 'wheel').offset).toBe(0);
    const end = huge.element - huge.view;
    expect(scrolledTo(huge, { top: end - 9, offset: 100 }, end, 'wheel').offset).toBe(120_000_000 - 600);
  });

  it('finds the place of every offset again to within a screen', () => {
    for (const offset of [0, 1, 599, 33_000_001, 119_999_400]) {
      const place = placeAt(huge, offset);
      expect(place.offset).toBe(offset);
      expect(Math.abs(scrolledTo(huge, place, place.top, 'bar').offset - offset)).toBeLessThan(huge.view);
    }
  });

  it('does not scroll what fits', () => {
    expect(placeAt(scaleFor(300, 600), 100)).toEqual({ top: 0, offset: 0 });
  });
});
