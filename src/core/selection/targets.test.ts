import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retemper, summarise, writeHardTarget } from './index';

const distributions = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 2, max: 10 }))
  .chain(([images, classes]) =>
    fc.record({
      classes: fc.constant(classes),
      values: fc
        .array(fc.float({ min: Math.fround(1e-4), max: 1, noNaN: true }), {
          minLength: images * classes,
          maxLength: images * classes,
        })
        .map((list) => {
          const values = Float32Array.from(list);
          for (let row = 0; row < values.length; row += classes) {
            const part = values.subarray(row, row + classes);
            const sum = part.reduce((a, b) => a + b, 0);
            part.forEach((value, c) => {
              part[c] = value / sum;
            });
          }
          return values;
        }),
    }),
  );

const entropy = (row: Float32Array) => row.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);

describe('writeHardTarget', () => {
  it('smooths as published: (1 - s) at the class plus s / classes everywhere', () => {
    // Szegedy et al. 2016, section 7: (1 - 0.1) x one-hot + 0.1 / 4.
    const out = new Float32Array(7).fill(9);
    writeHardTarget(out, 1, 2, 4, 0.1);
    expect([...out]).toEqual([9, 0.025, 0.025, 0.925, 0.025, 9, 9].map(Math.fround));
    writeHardTarget(out, 5, 1, 2);
    expect([...out.subarray(5)]).toEqual([0, 1]);
  });
});

describe('retemper', () => {
  it('matches SciPy: softmax(log(p) / T)', () => {
    // scipy.special.softmax(np.log([.7, .2, .1]) / T) for T = 0.5 and 2
    const p = Float32Array.of(0.7, 0.2, 0.1);
    const golden: [number, number[]][] = [
      [0.5, [0.90740741, 0.07407407, 0.01851852]],
      [2, [0.52287938, 0.27949079, 0.19762983]],
    ];
    for (const [temperature, row] of golden) {
      const seen = retemper(p, 3, temperature);
      row.forEach((value, c) => {
        expect(seen[c]).toBeCloseTo(value, 6);
      });
    }
  });

  it('sums to 1, keeps the order, and is flatter the warmer', () => {
    fc.assert(
      fc.property(distributions, fc.double({ min: 0.05, max: 10, noNaN: true }), ({ values, classes }, t) => {
        const out = retemper(values, classes, t);
        for (let row = 0; row < out.length; row += classes) {
          const before = values.subarray(row, row + classes);
          const after = out.subarray(row, row + classes);
          expect(after.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
          for (let c = 1; c < classes; c++)
            if (before[c] > before[c - 1]) expect(after[c]).toBeGreaterThanOrEqual(after[c - 1]);
          if (t > 1) expect(entropy(after)).toBeGreaterThanOrEqual(entropy(before) - 1e-4);
          else expect(entropy(after)).toBeLessThanOrEqual(entropy(before) + 1e-4);
        }
      }),
    );
  });

  it('does not underflow, makes a row of zeros uniform, refuses T = 0', () => {
    const [sure, rest] = retemper(Float32Array.of(1e-7, 1e-8), 2, 0.05);
    expect(sure).toBe(1);
    expect(rest / 1e-20).toBeCloseTo(1, 5);
    expect(Array.from(retemper(new Float32Array(2), 2, 3))).toEqual([0.5, 0.5]);
    expect(() => retemper(new Float32Array(2), 2, 0)).toThrow(/above 0/);
  });
});

describe('summarise', () => {
  it('finds best, its probability and its lead', () => {
    fc.assert(
      fc.property(distributions, ({ values, classes }) => {
        const { predictedClass, confidence, margin } = summarise(values, classes);
        for (let i = 0; i < predictedClass.length; i++) {
          const row = Array.from(values.subarray(i * classes, (i + 1) * classes));
          const sorted = row.toSorted((a, b) => b - a);
          expect(predictedClass[i]).toBe(row.indexOf(sorted[0]));
          expect(confidence[i]).toBe(sorted[0]);
          expect(margin[i]).toBe(Math.fround(sorted[0] - sorted[1]));
        }
      }),
    );
  });

  it('gives NaN confidence to a row of NaN, which no threshold lets pass', () => {
    expect(summarise(Float32Array.of(Number.NaN, Number.NaN), 2).confidence[0]).toBeNaN();
  });
});
