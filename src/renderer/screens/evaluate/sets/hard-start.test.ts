import { expect, it } from 'vitest';
import { startingLimit } from './hard-start';

it('starts at 50 % where a quarter of the mistakes were made as surely', () => {
  expect(startingLimit([0.9, 0.5, 0.1, 0.2, 0.3, 0.4, 0.2, 0.1])).toBe(50);
});

it('starts lower for a model that is sure of nothing, and never leaves none of them', () => {
  expect(startingLimit([0.9, 0.31, 0.1, 0.2, 0.29, 0.28, 0.2, 0.1])).toBe(30);
  expect(startingLimit([0.12, 0.11])).toBe(10);
  expect(startingLimit([0.02])).toBe(0);
});

it('starts at 0 where the model gets nothing wrong', () => {
  expect(startingLimit([])).toBe(0);
});
