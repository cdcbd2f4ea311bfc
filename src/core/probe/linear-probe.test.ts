import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import {
  fitProbe,
  headPredictions,
  type LabelledFeatures,
  type ProbeFit,
  probedImages,
} from './linear-probe';
import { basisOf } from './row-space';
import { fitSoftmax, judge } from './softmax-regression';

/** Images of classes around centres of their own; `spread` says how far from them. */
function drawn(
  count: number,
  width: number,
  classes: number,
  spread: number,
  seed: number,
): LabelledFeatures {
  const centres = new Random(99);
  const middle = Float32Array.from({ length: classes * width }, () => centres.normal());
  const random = new Random(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  // Each feature with a size and an offset of its own, as a network's are.
  const features = Float32Array.from({ length: count * width }, (_, i) => {
    const [row, at] = [Math.floor(i / width), i % width];
    return (middle[labels[row] * width + at] + spread * random.normal()) * (0.1 + at) + 5 * at;
  });
  return { features, width, labels };
}

/** Share of images that the head classifies correctly. */
function accuracyOf({ head }: ProbeFit, images: LabelledFeatures): number {
  const predicted = headPredictions(head, images);
  return images.labels.filter((label, row) => predicted[row] === label).length / images.labels.length;
}

describe('softmax regression', () => {
  it('stands where the gradient is zero, biases free', () => {
    const { features, width, labels } = drawn(60, 4, 3, 1, 1);
    const rows = {
      values: Float64Array.from(features, (value, i) => (value - 5 * (i % 4)) / (0.1 + (i % 4))),
      width,
      labels,
    };
    const lambda = 0.1;
    const x = fitSoftmax(rows, 3, lambda);
    const cost = (at: Float64Array) => {
      const squares = at.slice(0, 12).reduce((sum, value) => sum + value * value, 0);
      return judge(at, rows, 3).loss / 60 + (lambda / 2) * squares;
    };
    const least = cost(x);
    for (let i = 0; i < x.length; i++)
      for (const step of [1e-3, -1e-3]) {
        const moved = Float64Array.from(x);
        moved[i] += step;
        expect(cost(moved)).toBeGreaterThan(least - 1e-12);
      }
  });

  it('gives log odds of the counts where nothing else tells the classes', () => {
    const rows = {
      values: new Float64Array(10),
      width: 1,
      labels: Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1),
    };
    const x = fitSoftmax(rows, 2, 1);
    expect(x[2] - x[3]).toBeCloseTo(Math.log(4), 3);
  });
});

describe('the space of rows', () => {
  it('has an orthonormal basis of as many vectors as rows that differ', () => {
    const values = Float64Array.of(1, 2, 0, 2, 4, 0, 0, 1, 1);
    const { basis, rank } = basisOf(values, 3, 3);
    expect(rank).toBe(2);
    const dot = (a: number, b: number) =>
      [0, 1, 2].reduce((sum, j) => sum + basis[a * 3 + j] * basis[b * 3 + j], 0);
    expect(dot(0, 0)).toBeCloseTo(1, 12);
    expect(dot(1, 1)).toBeCloseTo(1, 12);
    expect(dot(0, 1)).toBeCloseTo(0, 12);
  });
});

describe('the linear probe', () => {
  it('tells images that it has not seen, on few rows of many features and on many rows of few', async () => {
    for (const [count, width] of [
      [40, 200],
      [400, 12],
    ]) {
      const fit = await fitProbe(drawn(count, width, 4, 0.7, 1), 4, { validation: null, seed: 3 });
      expect(fit.chosenBy).toBe('folds');
      expect(fit.images).toBe(count);
      expect(accuracyOf(fit, drawn(400, width, 4, 0.7, 2))).toBeGreaterThan(0.95);
    }
  });

  it('estimates by folds what it is worth on other images', async () => {
    const fit = await fitProbe(drawn(120, 60, 5, 4, 1), 5, { validation: null, seed: 3 });
    const worth = accuracyOf(fit, drawn(2000, 60, 5, 4, 2));
    expect(worth).toBeLessThan(0.95);
    expect(Math.abs(fit.accuracy - worth)).toBeLessThan(0.1);
  });

  it('chooses by validation images where they are enough, and does not learn from them', async () => {
    const train = drawn(50, 30, 5, 2, 1);
    const validation = drawn(150, 30, 5, 2, 2);
    const fit = await fitProbe(train, 5, { validation, seed: 3 });
    expect(fit).toMatchObject({ chosenBy: 'validation', images: 150 });
    expect(fit.accuracy).toBeCloseTo(accuracyOf(fit, validation), 2);
    const few = await fitProbe(train, 5, { validation: drawn(20, 30, 5, 2, 2), seed: 3 });
    expect(few.chosenBy).toBe('folds');
  });

  it('learns from mirrored images as well: what a mirror turns round tells it nothing', async () => {
    const images = drawn(200, 8, 2, 3, 1);
    const turned = Float32Array.from(images.features);
    // Feature 0 shows the class of an image, and the other class for the mirror image of it.
    for (const [row, label] of images.labels.entries()) {
      images.features[row * 8] = label === 0 ? 1 : -1;
      turned[row * 8] = -images.features[row * 8];
    }
    const plain = await fitProbe(images, 2, { validation: null, seed: 3 });
    const both = await fitProbe(images, 2, { validation: null, seed: 3, mirrored: turned });
    const weight = ({ head }: typeof plain) => Math.abs(head.weights[0] - head.weights[1]);
    expect(weight(plain)).toBeGreaterThan(1);
    expect(weight(both)).toBeLessThan(0.05);
    // Images are counted once, and judged as they are.
    expect([plain.images, both.images]).toEqual([200, 200]);
    // If mirroring changes no feature, it does not change the fit either.
    const { head, lambda } = await fitProbe(images, 2, {
      validation: null,
      seed: 3,
      mirrored: images.features,
    });
    expect(lambda).toBe(plain.lambda);
    head.weights.forEach((value, i) => {
      expect(value).toBeCloseTo(plain.head.weights[i], 3);
    });
  });

  it('regularises noise more than what repeats', async () => {
    const noise = drawn(60, 80, 3, 30, 1);
    const clear = drawn(60, 80, 3, 0.3, 1);
    const [strong, weak] = await Promise.all(
      [noise, clear].map((of) => fitProbe(of, 3, { validation: null, seed: 3 })),
    );
    expect(strong.lambda).toBeGreaterThan(weak.lambda);
  });

  it('gives the share of each class where no feature tells them apart', async () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1, 1, 1, 1, 1);
    const same = { features: new Float32Array(9 * 20).fill(6), width: 20, labels };
    const { head } = await fitProbe(same, 2, { validation: null, seed: 1 });
    expect(head.weights.every((weight) => weight === 0)).toBe(true);
    expect(head.bias[1] - head.bias[0]).toBeCloseTo(Math.log(2), 3);
  });

  it('keeps to features that never change, and to the same answer for the same seed', async () => {
    const flat = drawn(40, 6, 2, 1, 1);
    for (let row = 0; row < 40; row++) flat.features[row * 6 + 3] = 7;
    const [one, two] = await Promise.all([1, 1].map(() => fitProbe(flat, 2, { validation: null, seed: 9 })));
    expect(one.head.weights.every(Number.isFinite)).toBe(true);
    expect([one.head.weights[6], one.head.weights[7]]).toEqual([0, 0]);
    expect(two).toEqual(one);
  });
});

it('a linear probe is broken off between two fits', async () => {
  let turns = 0;
  const fitted = (last: number) =>
    fitProbe(drawn(60, 8, 3, 1, 1), 3, {
      validation: null,
      seed: 3,
      turn: async () => {
        if (++turns > last) throw new Error('enough');
      },
    });
  await fitted(Number.POSITIVE_INFINITY);
  const all = turns;
  expect(all).toBeGreaterThan(5);
  for (const last of [0, all - 1]) {
    turns = 0;
    await expect(fitted(last)).rejects.toThrow('enough');
    expect(turns).toBe(last + 1);
  }
});

describe('the images that a probe takes', () => {
  it('are all of them where there is time for all', () => {
    const labels = Int32Array.from({ length: 500 }, (_, i) => i % 10);
    expect(probedImages(labels, { width: 1280, classes: 10, seed: 1 })).toEqual(
      Int32Array.from(labels.keys()),
    );
  });

  it('are some of each class where there are many, in their order, and the same for the same seed', () => {
    // 40 million multiplications are 3,125 images of 10 classes and 1,280 features: every tenth of 30,000.
    const labels = Int32Array.from({ length: 30_000 }, (_, i) => (i < 3000 ? i % 10 : 9));
    const how = { width: 1280, classes: 10, seed: 4 };
    const rows = probedImages(labels, how);
    expect(rows.length).toBe(3000);
    expect(rows).toEqual(rows.toSorted());
    expect(new Set(rows).size).toBe(3000);
    for (let label = 0; label < 9; label++)
      expect(rows.filter((row) => labels[row] === label)).toHaveLength(30);
    expect(probedImages(labels, how)).toEqual(rows);
    expect(probedImages(labels, { ...how, seed: 5 })).not.toEqual(rows);
  });
});
