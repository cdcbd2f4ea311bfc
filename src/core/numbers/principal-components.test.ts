import { describe, expect, it } from 'vitest';
import { principalComponents, project } from './principal-components';
import { Random } from './random';

describe('principalComponents', () => {
  it('equals the textbook case', async () => {
    // L. I. Smith, "A tutorial on principal components analysis" (2002): its ten points; directions as printed there.
    const x = [2.5, 0.5, 2.2, 1.9, 3.1, 2.3, 2, 1, 1.5, 1.1];
    const y = [2.4, 0.7, 2.9, 2.2, 3, 2.7, 1.6, 1.1, 1.6, 0.9];
    const rows = Float32Array.from(x.flatMap((value, i) => [value, y[i]]));
    const components = await principalComponents(rows, 2, 2);
    expect(Array.from(components.mean, (value) => value.toFixed(2))).toEqual(['1.81', '1.91']);
    const [first, second] = components.directions;
    expect(first[0]).toBeCloseTo(0.677873399, 6);
    expect(first[1]).toBeCloseTo(0.735178656, 6);
    expect(Math.abs(second[0])).toBeCloseTo(0.735178656, 6);
    const [along] = project(rows, components);
    // The first and last entry of the table of transformed data; its direction points the other way.
    expect(along[0]).toBeCloseTo(0.827970186, 5);
    expect(along[9]).toBeCloseTo(-1.22382056, 5);
  });

  it('finds the plane in which many dimensions spread, largest first', async () => {
    const width = 64;
    const random = new Random(3);
    const axis = (at: number) =>
      Float64Array.from({ length: width }, (_, j) => (j === at || j === at + 1 ? Math.SQRT1_2 : 0));
    const [a, b] = [axis(5), axis(20)];
    const rows = Float32Array.from({ length: 2000 * width });
    for (let i = 0; i < 2000; i++) {
      const [s, t] = [9 * random.normal(), 3 * random.normal()];
      for (let j = 0; j < width; j++) rows[i * width + j] = 100 + s * a[j] + t * b[j] + 0.3 * random.normal();
    }
    const { directions } = await principalComponents(rows, width, 2);
    const along = (direction: Float64Array, other: Float64Array) =>
      Math.abs(direction.reduce((sum, value, j) => sum + value * other[j], 0));
    expect(along(directions[0], a)).toBeGreaterThan(0.999);
    expect(along(directions[1], b)).toBeGreaterThan(0.999);
  });

  it('makes do with rows that are all alike', async () => {
    const { directions } = await principalComponents(new Float32Array(12).fill(2), 4, 2);
    expect(directions.every((direction) => direction.every(Number.isFinite))).toBe(true);
  });
});
