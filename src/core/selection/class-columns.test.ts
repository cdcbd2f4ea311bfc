import { expect, it } from 'vitest';
import { likeliest, toClasses } from './class-columns';

it('adds what became one class and gives 0 to classes that the model does not know', () => {
  const values = Float32Array.of(0.5, 0.25, 0.25, 0, 0.75, 0.25);
  // The second class became part of the first; a fourth was added later.
  expect([...toClasses(values, [0, 0, 2], 4)]).toEqual([0.75, 0, 0.25, 0, 0.75, 0, 0.25, 0]);
  expect([...toClasses(values, [0, 1, 2], 3)]).toEqual([...values]);
});

it('finds the likeliest class, the first of equals', () => {
  const { classIndex, confidence } = likeliest(Float32Array.of(0.25, 0.5, 0.25, 0.5, 0, 0.5), 3);
  expect([...classIndex]).toEqual([1, 0]);
  expect([...confidence]).toEqual([0.5, 0.5]);
});
