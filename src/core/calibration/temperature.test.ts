import { describe, expect, it } from 'vitest';
import { StudioError } from '../errors';
import golden from './golden/cases.json';
import { fitTemperature } from './temperature';

describe('fitTemperature', () => {
  it.each(golden.temperatures)('$name is what SciPy finds', ({ probabilities, labels, temperature }) => {
    const classes = probabilities[0].length;
    const rows = Float32Array.from(probabilities.flat());
    expect(fitTemperature({ probabilities: rows, classes, labels })).toBeCloseTo(temperature, 3);
  });

  it('of two classes is the odds of being right over the odds that are said', () => {
    // Seven of ten right at 0.9: ln(7/3) = ln(9) / T.
    const labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1];
    const probabilities = Float32Array.from(labels.flatMap(() => [0.9, 0.1]));
    const found = fitTemperature({ probabilities, classes: 2, labels });
    expect(found).toBeCloseTo(Math.log(9) / Math.log(7 / 3), 4);
  });

  it('stays within bounds where every image is right, and near 1 with a prior', () => {
    const probabilities = Float32Array.from([0.6, 0.4, 0.6, 0.4]);
    const all = { probabilities, classes: 2, labels: [0, 0] };
    expect(fitTemperature(all)).toBeCloseTo(0.05, 3);
    expect(fitTemperature(all, 1)).toBeGreaterThan(0.5);
    expect(fitTemperature({ probabilities: new Float32Array(), classes: 2, labels: [] })).toBe(1);
  });

  it('refuses probabilities that do not fit', () =>
    expect(() => fitTemperature({ probabilities: new Float32Array(3), classes: 2, labels: [0] })).toThrow(
      StudioError,
    ));
});
