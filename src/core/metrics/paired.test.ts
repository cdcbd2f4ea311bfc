import { describe, expect, it } from 'vitest';
import { mcNemar, pairedDifference } from './paired';

/** How likely a fair coin falls on one side at most `k` of `n` times, computed with whole numbers. */
function tail(n: number, k: number): number {
  let [term, sum] = [1n, 0n];
  for (let i = 0; i <= k; i++) {
    sum += term;
    term = (term * BigInt(n - i)) / BigInt(i + 1);
  }
  return Number((sum * 10n ** 15n) / 2n ** BigInt(n)) / 1e15;
}

describe('mcNemar', () => {
  // Fagerland, Lydersen and Laake 2013, table 2: 1 against 7 of 21 children, exact p 0.070, mid-p 0.039.
  it('is the published mid-p', () => expect(mcNemar(1, 7)).toBeCloseTo(0.039, 3));

  it.each([
    [0, 3],
    [4, 9],
    [40, 61],
    [5, 5],
  ])('is twice the tail, its last term counted half: %i against %i', (a, b) => {
    const [fewer, all] = [Math.min(a, b), a + b];
    const below = fewer === 0 ? 0 : tail(all, fewer - 1);
    expect(mcNemar(a, b)).toBeCloseTo(Math.min(1, below + tail(all, fewer)), 9);
    expect(mcNemar(b, a)).toBe(mcNemar(a, b));
  });

  it('says nothing against two that read the same images', () => expect(mcNemar(0, 0)).toBe(1));

  it('stays a number of many images', () => expect(mcNemar(5000, 5200)).toBeCloseTo(0.0476, 3));
});

describe('pairedDifference', () => {
  it('is Agresti and Min’s interval', () => {
    const found = pairedDifference({ images: 1144, right: 0, rightOfOther: 25, onlyRight: 107, others: 0 });
    const [n, b, c] = [1146, 107.5, 132.5];
    const d = (b - c) / n;
    const e = (1.959964 * Math.sqrt(b + c - (b - c) ** 2 / n)) / n;
    expect(found?.difference).toBeCloseTo(-25 / 1144, 12);
    expect(found?.low).toBeCloseTo(d - e, 12);
    expect(found?.high).toBeCloseTo(d + e, 12);
    expect(found?.withinNoise).toBe(true);
  });

  it('sees a difference that is none of chance, also of two that differ in few images', () => {
    const few = { images: 10_000, right: 9100, rightOfOther: 9080, onlyRight: 22, others: 0 };
    expect(pairedDifference(few)).toMatchObject({ withinNoise: false });
    expect(pairedDifference({ ...few, onlyRight: 500 })).toMatchObject({ withinNoise: true });
  });

  it('never calls noise what its interval sets apart from 0, nor the other way round, however few the images', () => {
    for (const images of [4, 12, 30])
      for (let onlyRight = 0; onlyRight <= images; onlyRight++)
        for (let onlyOther = 0; onlyOther <= images - onlyRight; onlyOther++) {
          const right = onlyRight;
          const found = pairedDifference({ images, right, rightOfOther: onlyOther, onlyRight, others: 0 });
          const { low, high, difference, p, withinNoise } = found as NonNullable<typeof found>;
          expect(withinNoise).toBe(low <= 0 && high >= 0);
          if (p >= 0.05) expect(withinNoise).toBe(true);
          expect(low).toBeLessThanOrEqual(difference + 0.5 / images);
          expect(high).toBeGreaterThanOrEqual(difference - 0.5 / images);
        }
    // Four images against none of twelve: the approximate interval alone is −56.1 to −1.1 points.
    const four = { images: 12, right: 0, rightOfOther: 4, onlyRight: 0, others: 0 };
    expect(pairedDifference(four)).toMatchObject({ high: 0, withinNoise: true });
  });

  it('is not known without images of both', () => {
    expect(pairedDifference({ images: 0, right: 0, rightOfOther: 0, onlyRight: 0, others: 4 })).toBeNull();
    expect(pairedDifference({ images: 5, right: 1, rightOfOther: 0, others: 4 })).toBeNull();
  });
});
