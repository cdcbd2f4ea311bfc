import { expect, it } from 'vitest';
import { fitted, leastMiddle, mostOf } from './side-panel-sizes';

const left = { least: 200, most: 420 };
const right = { least: 180, most: 400 };
const widths = (a: number, b: number, room: number) =>
  fitted(
    [
      { ...left, width: a },
      { ...right, width: b },
    ],
    room,
  );

it('panels have the widths that were chosen, within their limits, where there is room', () => {
  expect(widths(300, 250, 1200)).toEqual([300, 250]);
  expect(widths(10, 9999, 1200)).toEqual([200, 400]);
});

it('panels give way to the middle down to their least, the wider ones more; folded ones have nothing to give', () => {
  const [a, b] = widths(400, 280, 960);
  expect(a + b + leastMiddle).toBeLessThanOrEqual(960);
  expect(a - 200).toBeGreaterThan(b - 180);
  expect(widths(400, 280, 660)).toEqual([200, 180]);
  expect(widths(0, 280, 710)).toEqual([0, 230]);
});

it('a handle ends where the middle would have too little', () => {
  expect(mostOf(left, 1000)).toBe(420);
  expect(mostOf(left, 760)).toBe(280);
  expect(mostOf(left, 300)).toBe(200);
});
