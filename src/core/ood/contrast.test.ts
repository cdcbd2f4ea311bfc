import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import {
  type Contrast,
  classWeights,
  contrastOdds,
  contrastWorth,
  effectiveCount,
  fitContrast,
  leastAlike,
  partOf,
} from './contrast';
import { auroc } from './limit';

const width = 24;
/** Images of two classes, and strange ones that lie between them, where no distance to labelled images can tell them. */
const kinds = { cat: [3, 0], dog: [-3, 0], strange: [0, 1.5] } as const;

function images(
  random: Random,
  counts: Partial<Record<keyof typeof kinds, number>>,
  offset = 0,
): Float32Array {
  const rows: number[] = [];
  for (const [kind, count] of Object.entries(counts))
    for (let i = 0; i < count; i++)
      for (let j = 0; j < width; j++) {
        const [first, second] = kinds[kind as keyof typeof kinds];
        rows.push(5 + 2 * (random.normal() + (j === 0 ? first : j === 1 ? second : 0)) + offset);
      }
  return Float32Array.from(rows);
}

const told = ({ pool }: Contrast, inside: number) => auroc(pool.subarray(0, inside), pool.subarray(inside));

describe('a comparison of the pool with labelled images', () => {
  it('tells images of no class from the others, and how many others there are', async () => {
    const random = new Random(1);
    const labelled = images(random, { cat: 150, dog: 150 });
    const pool = images(random, { cat: 300, dog: 300, strange: 400 });
    const fit = await fitContrast({ labelled, pool, width });
    expect(told(fit, 600)).toBeGreaterThan(0.8);
    expect(fit.alike).toBeGreaterThan(0.5);
    expect(fit.alike).toBeLessThan(0.75);
    // Images that it has not seen are told apart as well as those of the pool that it was fitted on.
    const others = images(random, { cat: 500, dog: 500, strange: 500 });
    const odds = contrastOdds(fit, others);
    expect(auroc(odds.subarray(0, 1000), odds.subarray(1000))).toBeCloseTo(told(fit, 600), 1);
  });

  it('finds nothing in a pool of the same kinds of images', async () => {
    const random = new Random(2);
    const labelled = images(random, { cat: 40, dog: 40 });
    const pool = images(random, { cat: 200, dog: 200 });
    const fit = await fitContrast({ labelled, pool, width });
    // A line that has seen an image would tell where it came from: 80 images have 24 numbers each.
    expect(Math.abs(auroc(fit.labelled, fit.pool) - 0.5)).toBeLessThan(0.12);
    expect(fit.alike).toBeGreaterThan(0.7);
    expect(contrastWorth(fit.apart)).toBeLessThan(0.5);
  });

  it('counts for the less, the fewer strange images there are', async () => {
    const worthOf = async (strange: number) => {
      const random = new Random(5);
      const labelled = images(random, { cat: 150, dog: 150 });
      const pool = images(random, { cat: 300, dog: 300, strange });
      return contrastWorth((await fitContrast({ labelled, pool, width })).apart);
    };
    expect(await worthOf(6)).toBeLessThan(0.3);
    expect(await worthOf(400)).toBeGreaterThan(1.5);
  });

  it('does not take a class that is frequent in the pool for images of no class', async () => {
    const random = new Random(6);
    const labelled = images(random, { cat: 100, dog: 100 });
    const pool = images(random, { cat: 540, dog: 60, strange: 200 });
    const classes = [...new Array(100).fill(1), ...new Array(100).fill(2)];
    // Strange images lie between both classes, so that either is predicted.
    const predicted = [
      ...new Array(540).fill(1),
      ...new Array(60).fill(2),
      ...new Array(100).fill(1),
      ...new Array(100).fill(2),
    ];
    const weights = classWeights(classes, predicted);
    const [plain, fit] = [
      await fitContrast({ labelled, pool, width }),
      await fitContrast({ labelled, pool, width, weights }),
    ];
    expect(told(plain, 600)).toBeLessThan(0.65);
    expect(told(fit, 600)).toBeGreaterThan(0.68);
    expect(plain.alike).toBeLessThan(0.45);
    expect(fit.alike).toBeGreaterThan(0.6);
  });

  it('says of a pool from another camera that it is not like the labelled images', async () => {
    const random = new Random(3);
    const labelled = images(random, { cat: 150, dog: 150 });
    const { alike } = await fitContrast({
      labelled,
      pool: images(random, { cat: 300, dog: 300 }, 1.5),
      width,
    });
    expect(alike).toBeLessThan(leastAlike / 4);
  });

  it('rates each image by the line that has not seen it', async () => {
    const random = new Random(4);
    const labelled = images(random, { cat: 30, dog: 30 });
    const fit = await fitContrast({ labelled, pool: images(random, { cat: 50, strange: 50 }), width });
    for (const row of [0, 7, 59]) {
      const { weights, bias } = fit.lines[partOf(row)];
      const odds = weights.reduce((sum, weight, j) => sum + weight * labelled[row * width + j], bias);
      expect(fit.labelled[row]).toBeCloseTo(odds, 4);
    }
  });

  it('equals Fisher’s discriminant in one dimension', async () => {
    // Two sets on a line; within each, every fifth image is the same, so all parts are fitted on equal sets.
    const set = (values: readonly number[]) =>
      Float32Array.from({ length: 50 }, (_, row) => values[Math.floor(row / 5) % 2]);
    const fit = await fitContrast({ labelled: set([1, 3]), pool: set([-1, 1]), width: 1 });
    // All have the mean 1 and the deviation √2. Scaled, the means lie √2 apart, and the variance of each set is 0.5, to which the ridge
    // adds as much again; so the weight is √2, or 1 for unscaled values.
    for (const { weights, bias } of fit.lines) {
      expect(weights[0]).toBeCloseTo(1, 5);
      expect(bias).toBeCloseTo(-1, 5);
    }
  });

  it('is the same for images that do not vary, and for equal input', async () => {
    const flat = new Float32Array(50 * width).fill(2);
    const nothing = await fitContrast({ labelled: flat, pool: flat, width });
    expect([...nothing.pool, ...nothing.labelled].every((odds) => odds === 0)).toBe(true);
    const make = () => {
      const random = new Random(5);
      return fitContrast({
        labelled: images(random, { cat: 50 }),
        pool: images(random, { strange: 50 }),
        width,
      });
    };
    expect(await make()).toEqual(await make());
  });
});

describe('the weights of labelled images', () => {
  it('give their classes the shares of the predictions', () => {
    // Classes 1 and 2 have a half each; three quarters and one quarter are predicted.
    expect([...classWeights([1, 2, 1, 2], [1, 1, 2, 1])]).toEqual([1.5, 0.5, 1.5, 0.5]);
    expect([...classWeights([1, 1, 1, 1, 1, 1, 1, 1, 1, 2], [2, 2])]).toEqual([
      ...new Array(9).fill(0.25),
      4,
    ]);
  });

  it('tell as much as a smaller number of equal ones', () => {
    expect(effectiveCount(Float32Array.of(1, 1, 1, 1))).toBe(4);
    expect(effectiveCount(Float32Array.of(2, 0, 0))).toBe(1);
    // (3 + 1)² / (9 + 1)
    expect(effectiveCount(Float32Array.of(3, 1))).toBeCloseTo(1.6);
  });

  it('are counted in the area under the curve, less its standard error', async () => {
    // One feature, far apart: each labelled image has better odds than each of the pool.
    const set = (value: number) => Float32Array.from({ length: 60 }, (_, row) => value + (row % 7) / 100);
    const { apart } = await fitContrast({ labelled: set(5), pool: set(-5), width: 1 });
    expect(apart).toBeCloseTo(0.5 - Math.sqrt(121 / (12 * 60 * 60)), 6);
    expect(contrastWorth(apart)).toBe(2);
    expect(contrastWorth(0.025)).toBeCloseTo(0.5);
    expect(contrastWorth(0)).toBe(0);
  });
});
