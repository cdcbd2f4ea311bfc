import { expect, it } from 'vitest';
import { durationText } from './duration';

it.each([
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [75, '1 min 15 s'],
  [3599.7, '1 h 0 min'],
  [7384, '2 h 3 min'],
])('%f seconds are "%s"', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
