import { expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { softmax } from '../../core/selection';
import { mostDense } from '../../core/vocabulary/soft-storage';
import { denseRow, largestOf } from './soft-labels';

it('the largest shares come first, of equal ones that of the first class, as a sort by comparison has them', () => {
  const [rows, classes, kept] = [4, 3000, 512];
  const random = new Random(5);
  // Steps of a quarter, so that many values are equal; the last classes have shares that round to zero.
  const logits = Float32Array.from({ length: rows * classes }, (_, i) =>
    i % classes > 2800 ? -1000 : Math.round(8 * random.normal()) / 4,
  );
  const probabilities = softmax(logits, classes);
  const { values, classes: places } = largestOf(probabilities.subarray(classes), classes, kept);
  expect(values).toHaveLength((rows - 1) * kept);
  for (let row = 0; row < rows - 1; row++) {
    const own = probabilities.subarray((row + 1) * classes, (row + 2) * classes);
    const order = [...own.keys()].sort((a, b) => own[b] - own[a] || a - b).slice(0, kept);
    expect([...places.subarray(row * kept, (row + 1) * kept)]).toEqual(order);
    expect([...values.subarray(row * kept, (row + 1) * kept)]).toEqual(order.map((c) => own[c]));
  }
});

it('all of a row come back, the last of 65,535 classes too', () => {
  const classes = 65_535;
  const shares = Float32Array.from({ length: classes }, (_, c) => (c === classes - 1 ? 0.75 : 0));
  shares[mostDense] = 0.25;
  const { values, classes: places } = largestOf(shares, classes, 2);
  expect([...places]).toEqual([classes - 1, mostDense]);
  expect(denseRow(values, places, classes)).toEqual(shares);
});
