import { expect, it } from 'vitest';
import { inOrderOfActs } from './in-order-of-acts';

const said = (labellingId: number, at: number) => ({ labellingId, at });
const decided = (labellingRunId: number | null, at: number) => ({ labellingRunId, at });

it('predictions and decisions come in the order in which they were made', () => {
  const [a, b] = [said(1, 10), said(2, 30)];
  const [x, y] = [decided(1, 20), decided(2, 40)];
  expect(inOrderOfActs([a, b], [x, y])).toEqual([a, x, b, y]);
  expect(inOrderOfActs([a, b], [])).toEqual([a, b]);
  expect(inOrderOfActs([a, b], [decided(null, 15)])).toEqual([a, decided(null, 15), b]);
});

it('and so where the clock was set back between them', () => {
  const [a, b] = [said(1, 100), said(2, 60)];
  const [x, y] = [decided(1, 110), decided(2, 50)];
  const z = decided(2, 40);
  expect(inOrderOfActs([a, b], [x, y, z])).toEqual([a, x, b, y, z]);
  // A decision about a model's prediction never comes before that prediction.
  expect(inOrderOfActs([said(1, 100)], [decided(1, 5)])).toEqual([said(1, 100), decided(1, 5)]);
});
