import { describe, expect, it } from 'vitest';
import { minimise, type Objective } from './lbfgs';

/** Rosenbrock's valley in pairs: its minimum is 0 at all ones. */
const valley: Objective = (x, gradient) => {
  let sum = 0;
  gradient.fill(0);
  for (let i = 0; i < x.length; i += 2) {
    const [a, b] = [1 - x[i], x[i + 1] - x[i] * x[i]];
    sum += a * a + 100 * b * b;
    gradient[i] = -2 * a - 400 * b * x[i];
    gradient[i + 1] = 200 * b;
  }
  return sum;
};

describe('minimise', () => {
  it('finds the end of a curved valley', () => {
    const start = Float64Array.from({ length: 20 }, (_, i) => (i % 2 ? 1 : -1.2));
    const found = minimise(valley, start);
    expect(found.converged).toBe(true);
    for (const value of found.x) expect(value).toBeCloseTo(1, 6);
    expect([...start.slice(0, 2)]).toEqual([-1.2, 1]);
  });

  it('solves a quadratic of unequal scales in few steps', () => {
    const scales = Float64Array.from({ length: 30 }, (_, i) => 10 ** (i / 14));
    const bowl: Objective = (x, gradient) => {
      x.forEach((value, i) => {
        gradient[i] = scales[i] * (value - i);
      });
      return x.reduce((sum, value, i) => sum + (scales[i] / 2) * (value - i) ** 2, 0);
    };
    const { x, converged, steps } = minimise(bowl, new Float64Array(30));
    expect(converged).toBe(true);
    expect(steps).toBeLessThan(100);
    x.forEach((value, i) => {
      expect(value).toBeCloseTo(i, 5);
    });
  });

  it('ends where no step helps, and says so', () => {
    const wrong: Objective = (x, gradient) => {
      gradient.fill(1);
      return x[0] * x[0];
    };
    expect(minimise(wrong, Float64Array.of(0)).converged).toBe(false);
  });
});
