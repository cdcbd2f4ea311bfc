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

  it('looks at two million numbers in even steps of images, however many there are', () => {
    // Half of the images are right at 0.9, the others at 0.6: images in even steps represent all of them.
    const [classes, images] = [1000, 6000];
    const probabilities = new Float32Array(images * classes).fill(0.1 / (classes - 1));
    const labels = new Int32Array(images);
    for (let i = 0; i < images; i++) {
      probabilities[i * classes] = 0.9;
      labels[i] = i % 10 < (i % 20 < 10 ? 9 : 6) ? 0 : 1 + (i % 999);
    }
    const few = { probabilities: probabilities.subarray(0, 400 * classes), labels: labels.subarray(0, 400) };
    const looked = new Set<string | symbol>();
    const watched = new Proxy(Array.from(labels), {
      get: (of, name) => {
        looked.add(name);
        return Reflect.get(of, name);
      },
    });
    const found = fitTemperature({ probabilities, classes, labels: watched });
    expect(looked.size - 1).toBe(2000);
    expect(looked.has('5997')).toBe(true);
    expect(found).toBeCloseTo(fitTemperature({ ...few, classes }), 1);
  });

  it('refuses probabilities that do not fit', () =>
    expect(() => fitTemperature({ probabilities: new Float32Array(3), classes: 2, labels: [0] })).toThrow(
      StudioError,
    ));
});
