import { describe, expect, it } from 'vitest';
import { type DoubtPlace, goOn, lineOf } from './doubts';

const lines = [11, 12, 13, 14, 15].map((imageId) => ({ imageId }));
const without = (...ids: number[]) => lines.filter(({ imageId }) => !ids.includes(imageId));

describe('the place in the list of doubts', () => {
  it('stays with its image when a settled line goes', () => {
    const place = goOn({ focused: 13, opened: null }, lines, lineOf(lines, 13));
    expect(place).toEqual({ focused: 14, opened: null });
    expect(lineOf(without(13), place.focused)).toBe(2);
    // In the large view the keys stay with the visible picture.
    const large = goOn({ focused: 11, opened: 13 }, lines, lineOf(lines, 13));
    expect(without(13)[lineOf(without(13), large.opened)].imageId).toBe(14);
  });

  it('is nowhere behind the last doubt, in the list and in the large view', () => {
    const nowhere: DoubtPlace = { focused: null, opened: null };
    expect(goOn({ focused: 15, opened: null }, lines, 4)).toEqual(nowhere);
    expect(goOn({ focused: 11, opened: 15 }, lines, 4)).toEqual(nowhere);
  });

  it('has no line where its image went', () => {
    expect(lineOf(without(15), 15)).toBe(-1);
    expect(lineOf(lines, null)).toBe(-1);
  });
});
