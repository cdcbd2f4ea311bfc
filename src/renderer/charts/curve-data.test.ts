import { describe, expect, it } from 'vitest';
import { type Curve, curveRows, curveTable, plainView } from './curve-data';
import type { Point } from './downsample';

const line = (name: string, points: readonly Point[]): Curve => ({ name, color: 'red', points });
const rising = line(
  'rising',
  Array.from({ length: 101 }, (_, x): Point => [x, x]),
);

describe('the rows of a chart', () => {
  it('are those of a range, with the points to which its lines lead', () => {
    const seen = curveRows([rising], { ...plainView, range: [20, 30] });
    expect(seen?.xs).toEqual([20, 30]);
    expect(seen?.ys).toEqual([20, 30]);
    expect(seen?.data.map(({ x }) => x)).toEqual(Array.from({ length: 13 }, (_, i) => 19 + i));
    expect(curveRows([rising], { ...plainView, range: [200, 300] })).toBeNull();
    expect(curveRows([], plainView)).toBeNull();
  });

  it('show details of a range that all points together have no room for', () => {
    const many = line(
      'many',
      Array.from({ length: 20_000 }, (_, x): Point => [x, Math.sin(x)]),
    );
    expect(curveRows([many], plainView)?.data.length).toBeLessThan(400);
    expect(curveRows([many], { ...plainView, range: [500, 600] })?.data.length).toBe(103);
  });

  it('have no values on a logarithmic scale that are not above 0', () => {
    const some = line('some', [
      [1, 0],
      [2, 0.5],
      [3, -1],
      [4, 2],
    ]);
    expect(curveRows([some], { ...plainView, log: true })?.data).toEqual([
      { x: 2, c0: 0.5 },
      { x: 4, c0: 2 },
    ]);
    expect(curveRows([line('none', [[1, 0]])], { ...plainView, log: true })).toBeNull();
  });

  it('hold a smoothed curve beside what it is made of', () => {
    const seen = curveRows(
      [
        line('a', [
          [1, 4],
          [2, 0],
        ]),
      ],
      { ...plainView, smoothing: 0.5 },
    );
    expect(seen?.data).toEqual([
      { x: 1, c0: 4, r0: 4 },
      { x: 2, c0: expect.closeTo(4 / 3, 12), r0: 0 },
    ]);
  });
});

it('a table has each step once, and no number of its own where a curve has none', () => {
  const words = { step: 'step', smoothed: (name: string) => `${name}, smoothed` };
  const curves = [
    line('training', [
      [1, 0.5],
      [2, 0.25],
    ]),
    line('the "best", so far', [[2, 1]]),
  ];
  expect(curveTable(curves, plainView, words)).toBe(
    'step,training,"the ""best"", so far"\r\n1,0.5,\r\n2,0.25,1\r\n',
  );
  expect(curveTable([curves[0]], { smoothing: 0.5, range: [2, 9] }, words)).toBe(
    `step,training,"training, smoothed"\r\n2,0.25,${(0.25 * 0.5 + 0.25 * 0.5) / 0.75}\r\n`,
  );
});
