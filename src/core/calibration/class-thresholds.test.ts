import { describe, expect, it } from 'vitest';
import { fitClassThresholds, type JudgedPool, leastHeldOut } from './class-thresholds';
import { TrustedConfidence } from './expected-right';
import { placesOf } from './kept-cells';
import { logOdds, logsAt } from './odds';

/** A pool of rows [class, confidence, chance], all of which count. */
function poolOf(rows: readonly (readonly [number, number, number])[]): JudgedPool {
  return {
    predicted: rows.map(([predicted]) => predicted),
    confidence: Float32Array.from(rows, ([, confidence]) => confidence),
    counts: () => true,
    chanceOf: (row) => rows[row][2],
  };
}

/** `count` equal rows. */
const alike = (count: number, row: readonly [number, number, number]) =>
  Array.from({ length: count }, () => row);

const enough = leastHeldOut;

describe('fitClassThresholds', () => {
  it('finds the lowest confidence down to which the mean chance is high enough, by hand', () => {
    // Down to 0.9: (10 x 1 + 5 x 0.8) / 15 = 0.933; to 0.8: (14 + 5 x 0.6) / 20 = 0.85; to 0.7: (17 + 5 x 0.2) / 25 = 0.72.
    const pool = poolOf([
      ...alike(5, [0, 0.7, 0.2]),
      ...alike(10, [0, 0.95, 1]),
      ...alike(5, [0, 0.8, 0.6]),
      ...alike(5, [0, 0.9, 0.8]),
      ...alike(20, [1, 0.6, 0.99]),
      ...alike(4, [1, Number.NaN, 0]),
    ]);
    const at = (precision: number, least = 0.3) =>
      fitClassThresholds(pool, [enough, enough], { precision, least }).map(({ threshold, reason }) => [
        Number(threshold.toFixed(4)),
        reason,
      ]);
    expect(at(0.95)).toEqual([
      [0.95, 'reached'],
      [0.6, 'reached'],
    ]);
    expect(at(0.9)[0]).toEqual([0.9, 'reached']);
    expect(at(0.85)[0]).toEqual([0.8, 'reached']);
    expect(at(0.84)[0]).toEqual([0.8, 'reached']);
    expect(at(0.72)[0]).toEqual([0.7, 'reached']);
    // No class gets a lower threshold than the common one, and rows below the common one are ignored.
    expect(at(0.5, 0.75)).toEqual([
      [0.8, 'reached'],
      [0.75, 'reached'],
    ]);
    expect(at(0.995)[1]).toEqual([0.6, 'short']);
  });

  it('leaves a class that never reaches the share a tenth of its images, ten at least', () => {
    const pool = poolOf([
      ...Array.from({ length: 200 }, (_, i) => [0, 0.5 + i / 1000, 0.6] as const),
      ...Array.from({ length: 30 }, (_, i) => [1, 0.5 + i / 1000, 0.6] as const),
      ...Array.from({ length: 4 }, (_, i) => [2, 0.5 + i / 1000, 0.6] as const),
    ]);
    const found = fitClassThresholds(pool, [enough, enough, enough], { precision: 0.9, least: 0.3 });
    const kept = found.map(
      ({ threshold }, c) =>
        [...pool.confidence].filter((value, row) => pool.predicted[row] === c && value >= threshold).length,
    );
    expect(kept).toEqual([20, 10, 4]);
    expect(found.every(({ reason }) => reason === 'short')).toBe(true);
  });

  it('takes the one threshold of all classes together for a class that hardly any held-out image was taken for', () => {
    // All classes together, from the most confident down: 20 x 1, then 20 x 0.75: (20 + 15) / 40 = 0.875.
    const pool = poolOf([
      ...alike(20, [0, 0.75, 1]),
      ...alike(20, [1, 0.5, 0.75]),
      ...alike(40, [1, 0.25, 0]),
    ]);
    const found = (precision: number) =>
      fitClassThresholds(pool, [enough, enough - 1, enough], { precision, least: 0.125 });
    expect(found(0.875)).toEqual([
      { threshold: 0.75, reason: 'reached' },
      { threshold: 0.5, reason: 'few' },
      { threshold: 0.125, reason: 'reached' },
    ]);
    expect(found(0.9)[1]).toEqual({ threshold: 0.75, reason: 'few' });
  });

  it('looks past images that are flagged', () => {
    const rows = [...alike(10, [0, 0.9, 1]), ...alike(30, [0, 0.8, 0])];
    const pool = { ...poolOf(rows), counts: (row: number) => row < 10 };
    const [{ threshold }] = fitClassThresholds(pool, [enough], { precision: 0.9, least: 0.3 });
    expect(threshold).toBeCloseTo(0.9, 6);
  });
});

describe('TrustedConfidence.classThresholds', () => {
  it('asks more of the class that is wrong more often when it is as sure', async () => {
    // Both classes are predicted with the same confidences; 97 % of the first and 60 % of the second are right.
    const classes = 2;
    const images = 400;
    const predicted = Int32Array.from({ length: images }, (_, i) => i % 2);
    const sure = Float32Array.from({ length: images }, (_, i) => 0.55 + 0.4 * (((i >> 1) % 50) / 50));
    const probabilities = new Float32Array(images * classes);
    sure.forEach((value, i) => {
      probabilities[i * classes + predicted[i]] = value;
      probabilities[i * classes + 1 - predicted[i]] = 1 - value;
    });
    const isRight = (i: number) => ((i >> 1) * 37) % 100 < (predicted[i] === 0 ? 97 : 60);
    const labels = predicted.map((c, i) => (isRight(i) ? c : 1 - c));
    const distribution = (i: number) => probabilities.subarray(i * classes, (i + 1) * classes);
    const trusted = await TrustedConfidence.of({ classes, labels, distribution });
    const places = placesOf(logOdds(logsAt(probabilities, trusted.temperature), classes, predicted, null));
    const [first, second] = trusted.classThresholds(
      [places, places],
      { predicted, confidence: sure, counts: () => true },
      { precision: 0.8, least: 0.5 },
    );
    expect(first).toEqual({ threshold: expect.closeTo(0.55, 2), reason: 'reached' });
    expect(second.threshold).toBeGreaterThan(0.7);
  });
});
