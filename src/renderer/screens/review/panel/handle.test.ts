import { expect, it } from 'vitest';
import { shareAt, snapped, stepped } from './handle';

const track = { min: 0, max: 1, step: 0.01 };

it('steps by keys without dust, and stops at the ends', () => {
  expect(stepped('ArrowRight', 0.28, track)).toBe(0.29);
  expect(stepped('PageDown', 0.05, track)).toBe(0);
  expect(stepped('PageUp', 0.95, track)).toBe(1);
  expect(stepped('Home', 0.5, track)).toBe(0);
  expect(stepped('End', 0.5, track)).toBe(1);
  expect(stepped('a', 0.5, track)).toBeNull();
});

it('snaps a dragged value to whole steps', () => {
  expect(snapped(0.8449, 0, 1, 0.01)).toBe(0.84);
  expect(snapped(-3, -2.5, 4, 0.1)).toBe(-2.5);
  expect(snapped(7, -2.5, 4, 0.1)).toBe(4);
});

it('lies at the beginning of a track without length', () => {
  expect(shareAt(3, 3, 3)).toBe(0);
  expect(shareAt(0.25, 0, 1)).toBe(0.25);
  expect(shareAt(9, 0, 1)).toBe(1);
});
