import { expect, it } from 'vitest';
import { divergence } from './index';

it('is the square of SciPy’s Jensen-Shannon distance in base 2', () => {
  const one = Float32Array.of(1, 0, 0, 0.5, 0.5, 0, 0.2, 0.3, 0.5, 0.25, 0.25, 0.5);
  const other = Float32Array.of(0, 1, 0, 0.5, 0.5, 0, 0.6, 0.1, 0.3, 0, 0.5, 0.5);
  // scipy 1.17.1: jensenshannon(p, q, 2) ** 2
  const expected = [1.0, 0.0, 0.1314595241545342, 0.15563906222956644];
  expected.forEach((value, row) => {
    expect(divergence(one, other, 3)[row]).toBeCloseTo(value, 6);
  });
  // The order of the two does not matter, nor that stored shares do not quite sum to 1.
  expect(divergence(other, one, 3)).toEqual(divergence(one, other, 3));
  expect(divergence(Float32Array.of(0.5, 0.5), Float32Array.of(0.499, 0.499), 2)[0]).toBeCloseTo(0, 6);
});
