import { describe, expect, it } from 'vitest';
import {
  gap,
  headingsBetween,
  layOut,
  padding,
  placeOf,
  positionAt,
  positionsBetween,
  positionsIn,
  stepFrom,
} from './layout';

const plain = layOut({ width: 1000, images: 1_000_000, size: 100, groups: null });
const groups = [
  { classId: 1, start: 0, images: 20 },
  { classId: 2, start: 20, images: 0 },
  { classId: 3, start: 20, images: 5 },
];
const grouped = layOut({ width: 1000, images: 25, size: 100, groups });

describe('layout', () => {
  it('fills the line with tiles at least as wide as wished', () => {
    expect(plain.columns).toBe(9);
    expect(plain.tileWidth).toBeGreaterThanOrEqual(100);
    const used = plain.columns * (plain.tileWidth + gap) - gap + 2 * padding;
    expect(used).toBeLessThanOrEqual(1000);
    expect(used).toBeGreaterThan(1000 - plain.columns);
  });

  it('has one column where the window is narrower than a tile', () => {
    expect(layOut({ width: 50, images: 3, size: 100, groups: null }).columns).toBe(1);
  });

  it('finds every tile again at its own place', () => {
    for (const position of [0, 8, 9, 123_456, 999_999]) {
      const { x, y } = placeOf(plain, position);
      expect(positionAt(plain, { x: x + 1, y: y + 1 })).toBe(position);
      expect(positionAt(plain, { x: x - 1, y: y + 1 })).toBeNull();
    }
    for (let position = 0; position < 25; position++) {
      const { x, y } = placeOf(grouped, position);
      expect(positionAt(grouped, { x: x + 1, y: y + 1 })).toBe(position);
    }
  });

  it('has the lines in sight, and no more', () => {
    const { y } = placeOf(plain, 900);
    expect(positionsBetween(plain, y, y + plain.tileHeight)).toEqual({ from: 900, to: 909 });
    expect(positionsBetween(plain, plain.height, plain.height + 100).to).toBe(1_000_000);
    const all = positionsBetween(grouped, 0, grouped.height);
    expect(all).toEqual({ from: 0, to: 25 });
  });

  it('leaves out headings of classes without images', () => {
    expect(headingsBetween(grouped, 0, grouped.height).map(({ classId }) => classId)).toEqual([1, 3]);
    expect(headingsBetween(plain, 0, 1000)).toEqual([]);
  });

  it('is empty without images', () => {
    const empty = layOut({ width: 1000, images: 0, size: 100, groups: null });
    expect(positionsBetween(empty, 0, 1000)).toEqual({ from: 0, to: 0 });
    expect(positionAt(empty, { x: 50, y: 50 })).toBeNull();
    expect(stepFrom(empty, 0, 'down', 500)).toBe(0);
    expect(stepFrom(empty, 0, 'end', 500)).toBe(0);
  });

  it('a band takes the tiles that it touches, line by line', () => {
    const a = placeOf(plain, 10);
    const b = placeOf(plain, 20);
    expect(positionsIn(plain, { x: b.x + 5, y: b.y + 5 }, { x: a.x + 5, y: a.y + 5 })).toEqual([
      { from: 10, to: 12 },
      { from: 19, to: 21 },
    ]);
    expect(positionsIn(plain, { x: 0, y: a.y }, { x: 2, y: b.y })).toEqual([]);
  });

  it('a band over two groups stops at the last image of each', () => {
    const all = positionsIn(grouped, { x: 0, y: 0 }, { x: 1000, y: grouped.height });
    expect(all.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(25);
    expect(all.at(-1)).toEqual({ from: 20, to: 25 });
  });

  it('arrows stay in their column, over groups as well', () => {
    expect(stepFrom(plain, 4, 'down', 500)).toBe(13);
    expect(stepFrom(plain, 4, 'up', 500)).toBe(4);
    // Line 2 of the first group has only two images (18 and 19): the nearer one is taken.
    expect(stepFrom(grouped, 13, 'down', 500)).toBe(19);
    expect(stepFrom(grouped, 19, 'down', 500)).toBe(21);
    expect(stepFrom(grouped, 21, 'up', 500)).toBe(19);
    expect(stepFrom(grouped, 24, 'down', 500)).toBe(24);
  });

  it('pages, Home and End stop at the ends', () => {
    const lines = Math.floor(500 / (plain.tileHeight + gap)) - 1;
    expect(stepFrom(plain, 0, 'pageDown', 500)).toBe(lines * plain.columns);
    expect(stepFrom(plain, 999_990, 'pageDown', 500)).toBe(999_999);
    expect(stepFrom(plain, 3, 'pageUp', 500)).toBe(3);
    expect(stepFrom(plain, 500, 'home', 500)).toBe(0);
    expect(stepFrom(plain, 500, 'end', 500)).toBe(999_999);
  });
});
