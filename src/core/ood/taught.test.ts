import { expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { auroc } from './limit';
import { blended, blendOf, fitDetector, insideOdds, oddsByFolds } from './taught';

const width = 12;

/** Vectors around a centre, `[count, width]`. */
function around(centre: number, count: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from(
    { length: count * width },
    (_, at) => random.normal() + (at % width < 3 ? centre : 0),
  );
}

it('tells images like the rejected ones from images like the labelled ones, and one that is like neither lies between', () => {
  const detector = fitDetector({ inside: around(1, 80, 1), outside: around(-1, 8, 2), width });
  const odds = (centre: number) => insideOdds(detector, around(centre, 400, 3 + centre));
  expect(auroc(odds(1), odds(-1))).toBeGreaterThan(0.95);
  const middle = (values: Float32Array) => values.toSorted()[values.length / 2];
  expect(middle(odds(0))).toBeLessThan(middle(odds(1)));
  expect(middle(odds(0))).toBeGreaterThan(middle(odds(-1)));
});

it('is the same for the same images', () => {
  const by = { inside: around(1, 40, 1), outside: around(-1, 6, 2), width };
  expect(fitDetector(by)).toEqual(fitDetector(by));
});

it('judges each labelled image by a detector that has not seen it', () => {
  const by = { inside: around(1, 23, 1), outside: around(-1, 6, 2), width };
  const folds = oddsByFolds(by, 20);
  let [fits, last] = [0, folds.next()];
  for (; !last.done; last = folds.next()) fits++;
  expect(fits).toBe(5);
  expect(last.value).toHaveLength(20);
  // Each image is judged without its own fold. The odds are about the same as without that image alone, and lower than with it.
  const without = (row: number) => {
    const inside = Float32Array.from(by.inside.filter((_, at) => Math.floor(at / width) !== row));
    return insideOdds(fitDetector({ ...by, inside }), by.inside.subarray(row * width, (row + 1) * width))[0];
  };
  const seen = insideOdds(fitDetector(by), by.inside);
  const odds = last.value as Float32Array;
  const rows = [...odds.keys()];
  const mean = (of: (row: number) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  expect(mean((row) => odds[row])).toBeLessThan(mean((row) => seen[row]));
  expect(Math.abs(mean((row) => odds[row] - without(row)))).toBeLessThan(
    mean((row) => seen[row]) - mean((row) => odds[row]),
  );
});

it('adds odds to a score in its own units: where odds are as usual the score stays', () => {
  const scores = Float32Array.of(-12, -10, -8, Number.NaN);
  const odds = Float32Array.of(1, 3, 5, 3);
  const blend = blendOf(scores.subarray(0, 3), odds.subarray(0, 3));
  expect(blend.middle).toBe(3);
  const both = blended(scores, odds, blend);
  expect(both[1]).toBe(-10);
  expect(both[3]).toBeNaN();
  // Over these images, one deviation of the odds is worth two of the score.
  expect(both[2] - both[1]).toBeCloseTo(3 * (scores[2] - scores[1]), 5);
  expect(blended(Float32Array.of(-10), Float32Array.of(-100), blend)[0]).toBeLessThan(-100);
});

it('leaves a score as it is where the detector tells nothing', () => {
  const scores = Float32Array.of(1, 2, 3);
  const odds = new Float32Array(3).fill(0.5);
  expect(blended(scores, odds, blendOf(scores, odds))).toEqual(scores);
});

it('leaves the score as it is where the odds are not known', () => {
  const blend = { middle: 1, worth: 2 };
  expect([...blended(Float32Array.of(5, 5), Float32Array.of(Number.NaN, 3), blend)]).toEqual([5, 9]);
});

it('is worth as many deviations of the score as is asked', () => {
  // Scores of deviation 2, odds of deviation 4.
  const [scores, odds] = [Float32Array.of(-2, 2), Float32Array.of(-4, 4)];
  expect(blendOf(scores, odds, 0.5)).toEqual({ middle: 0, worth: 0.25 });
});
