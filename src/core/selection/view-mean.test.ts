import { expect, it } from 'vitest';
import { softmax } from './softmax';
import { ViewMean } from './view-mean';

const classes = 3;
const looks = [Float32Array.of(1, -2, 0.5, 4, 0, -100), Float32Array.of(0, 0, 2, 60, -60, 1)];
const mean = new ViewMean(2, classes);
for (const look of looks) mean.add(look);
const logits = mean.logits();

it('is the mean of the looks’ probabilities', () => {
  const each = looks.map((look) => softmax(look, classes));
  softmax(logits, classes).forEach((value, i) => {
    expect(value).toBeCloseTo((each[0][i] + each[1][i]) / 2, 7);
  });
});

it('has the mean of the looks’ energies', () => {
  const energyOf = (row: Float32Array) => Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
  for (const image of [0, 1]) {
    const [whole, ...each] = [logits, ...looks].map((all) =>
      energyOf(all.subarray(image * classes, (image + 1) * classes)),
    );
    expect(whole).toBeCloseTo((each[0] + each[1]) / 2, 4);
  }
});

it('is finite where every look rules a class out', () => {
  const sure = new ViewMean(1, 2);
  sure.add(Float32Array.of(2000, -2000));
  const [, no] = sure.logits();
  expect(Number.isFinite(no)).toBe(true);
  expect([...softmax(sure.logits(), 2)]).toEqual([1, 0]);
});
