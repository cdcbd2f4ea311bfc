import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import golden from './golden/virtual-logits.json' with { type: 'json' };
import { inMemory, type OutputRows, oodScore } from './index';
import { type Matrices, plainMatrices } from './linear';
import { fitVirtual, principalDimension, scoreResidual, type VirtualModel } from './virtual-logit';

const outputsOf = (features: readonly number[], logits: readonly number[], classes: number) => ({
  features: Float32Array.from(features),
  logits: Float32Array.from(logits),
  classes,
});
const vim = oodScore('vim');

describe('the virtual logit', () => {
  it.each(golden)('is that of NumPy and scikit-learn: $name', (each) => {
    const model = fitVirtual(inMemory(outputsOf(each.features, each.logits, each.classes)));
    expect(model.dimension).toBe(each.dimension);
    expect(model.alpha / each.alpha).toBeCloseTo(1, 6);
    const seen = vim.score(model, outputsOf(each.others.features, each.others.logits, each.classes));
    each.scores.forEach((value, i) => {
      expect(Math.abs(seen[i] - value), `image ${i}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
    });
  });

  it('is the same whatever pieces the outputs come in', () => {
    for (const { features, logits, classes, size, alpha } of golden) {
      const images = features.length / size;
      const pieces: OutputRows = {
        images,
        *pieces() {
          for (let from = 0; from < images; from += 7) {
            const to = Math.min(images, from + 7);
            const rows = (values: readonly number[], width: number) => values.slice(from * width, to * width);
            yield outputsOf(rows(features, size), rows(logits, classes), classes);
          }
        },
      };
      expect(fitVirtual(pieces).alpha / alpha).toBeCloseTo(1, 6);
    }
  });

  it('finds the point where the logits of more classes than features are 0, with no matrix of classes by classes', () => {
    const random = new Random(5);
    const normals = (count: number) => Array.from({ length: count }, () => random.normal());
    const [images, size, classes] = [60, 4, 90];
    const [features, weights, point] = [normals(images * size), normals(classes * size), [0.7, -1.2, 2, 0.1]];
    const logits = Array.from({ length: images * classes }, (_, at) => {
      const [image, c] = [Math.floor(at / classes), at % classes];
      return point.reduce(
        (sum, zero, i) => sum + weights[c * size + i] * (features[image * size + i] - zero),
        0,
      );
    });
    const sides: number[] = [];
    const noted: Matrices = {
      ...plainMatrices,
      scatter: (rows, count, width) => {
        sides.push(width);
        return plainMatrices.scatter(rows, count, width);
      },
      eigen: (matrix, width) => {
        sides.push(width);
        return plainMatrices.eigen(matrix, width);
      },
    };
    const { origin } = fitVirtual(inMemory(outputsOf(features, logits, classes)), [], noted);
    for (const [i, zero] of point.entries()) expect(origin[i]).toBeCloseTo(zero, 4);
    expect(Math.max(...sides)).toBe(2 * size);
  });

  it('has as many principal directions as the paper, and fewer than labelled images span', () => {
    const many = [2048, 1280, 768, 640, 512, 96, 3].map((size) => principalDimension(size, 100_000));
    expect(many).toEqual([1000, 512, 512, 426, 341, 64, 2]);
    expect([2, 3, 40, 2000].map((images) => principalDimension(1280, images))).toEqual([1, 1, 20, 512]);
  });

  it('leaves something of labelled images that are two, that repeat each other, or that have one feature', () => {
    const random = new Random(3);
    const one = Array.from({ length: 40 }, () => random.normal());
    const two = Array.from({ length: 40 }, () => random.normal());
    for (const [features, images] of [
      [[...one, ...two], 2],
      [[...one, ...two, ...one, ...two, ...one, ...two], 6],
      [one.slice(0, 4), 4],
    ] as const) {
      const logits = Array.from({ length: 3 * images }, (_, at) => Math.sin(at));
      const model = vim.fit(inMemory(outputsOf(features, logits, 3)), []) as VirtualModel;
      expect(model.alpha).toBeGreaterThan(0);
      expect(Number.isFinite(model.alpha)).toBe(true);
      expect(vim.score(model, outputsOf(features, logits, 3)).every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses one image, features that do not vary or are no numbers, and those of another model', () => {
    const fitted = (features: number[], logits: number[]) => () =>
      fitVirtual(inMemory(outputsOf(features, logits, 1)));
    expect(fitted([1, 2], [1])).toThrow(/two labelled training images/);
    expect(fitted([1, 2, 1, 2], [1, 1])).toThrow(/do not vary/);
    expect(fitted([1, Number.NaN, 1, 2], [1, 1])).toThrow(/do not vary/);
    expect(() => scoreResidual(fitted([1, 2, 3, 5, 5, 4], [1, 2, 3])(), [1, 2, 3])).toThrow(/2 features/);
  });

  it('gives NaN for what is no number, which no selection lets pass', () => {
    const { features, logits, classes, size } = golden[0];
    const model = vim.fit(inMemory(outputsOf(features, logits, classes)), []);
    const row = outputsOf(features.slice(0, size), logits.slice(0, classes), classes);
    row.features[3] = Number.NaN;
    expect(vim.score(model, row)[0]).toBeNaN();
  });
});
