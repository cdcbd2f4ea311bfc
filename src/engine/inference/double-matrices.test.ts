import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { fitMahalanobis, plainMatrices } from '../../core/ood';
import { binding } from '../runtime';
import { doubleMatrices } from './double-matrices';

const size = 48;
/** More rows than are on the device at a time. */
const count = 5000;
const random = new Random(4);
/** The columns are spread over six orders of magnitude, as the directions of features are. */
const rows = Float64Array.from({ length: count * size }, (_, i) => random.normal() * 10 ** -((i % size) / 8));
const labels = Array.from({ length: count }, (_, n) => n % 7);

const lowerOf = (matrix: Float64Array) =>
  matrix.map((value, i) => (i % size <= Math.floor(i / size) ? value : 0));

/** The largest difference, relative to the largest number. */
function difference(seen: Float64Array, expected: Float64Array): number {
  let [most, largest] = [0, 0];
  expected.forEach((value, i) => {
    most = Math.max(most, Math.abs(seen[i] - value));
    largest = Math.max(largest, Math.abs(value));
  });
  return most / largest;
}

describe('matrices by the engine', () => {
  const scatter = plainMatrices.scatter(rows, count, size);
  const factor = plainMatrices.cholesky(scatter, size) as Float64Array;

  it('are those of core/ood, to more digits than float32 has', () => {
    const seen = doubleMatrices.scatter(rows, count, size);
    expect(difference(lowerOf(seen), scatter)).toBeLessThan(1e-13);
    expect(difference(doubleMatrices.cholesky(scatter, size) as Float64Array, factor)).toBeLessThan(1e-13);
    const inverse = plainMatrices.invertLower(factor, size);
    expect(difference(doubleMatrices.invertLower(factor, size), inverse)).toBeLessThan(1e-12);
  });

  it('find the eigenvectors of core/ood, whose sign is open', () => {
    const expected = plainMatrices.eigen(scatter, size);
    const seen = doubleMatrices.eigen(scatter, size);
    expect(difference(seen.values, expected.values)).toBeLessThan(1e-13);
    // If two eigenvalues are nearly the same, only the plane of their eigenvectors is determined, so the matrix
    // that they make is compared.
    const made = ({ values, vectors }: typeof seen) =>
      Float64Array.from({ length: size * size }, (_, at) => {
        let sum = 0;
        for (let e = 0; e < size; e++)
          sum += vectors[Math.floor(at / size) * size + e] * values[e] * vectors[(at % size) * size + e];
        return sum;
      });
    expect(difference(lowerOf(made(seen)), scatter)).toBeLessThan(1e-12);
    expect(difference(lowerOf(made(expected)), scatter)).toBeLessThan(1e-12);
  });

  it('refuse what is not positive definite', () => {
    expect(doubleMatrices.cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
    expect(doubleMatrices.cholesky(new Float64Array(4), 2)).toBeUndefined();
    expect(doubleMatrices.cholesky(Float64Array.of(Number.NaN, 0, 0, 1), 2)).toBeUndefined();
  });

  it('fit the same model', () => {
    const expected = fitMahalanobis(rows, labels);
    const seen = fitMahalanobis(rows, labels, 'ledoit-wolf', doubleMatrices);
    expect(seen.shrinkage).toBeCloseTo(expected.shrinkage, 12);
    expect(difference(seen.factor, expected.factor)).toBeLessThan(1e-12);
    expect(difference(seen.means, expected.means)).toBeLessThan(1e-9);
  });

  it('leave nothing behind', () => {
    const before = binding.getNumOfTensors();
    doubleMatrices.scatter(rows, count, size);
    doubleMatrices.cholesky(Float64Array.of(1, 2, 2, 1), 2);
    doubleMatrices.invertLower(factor, size);
    doubleMatrices.eigen(scatter, size);
    expect(binding.getNumOfTensors()).toBe(before);
  });
});
