import { expect, it } from 'vitest';
import { nextBy } from './label-next';

it('takes typical images while labels are few or no model has seen the pool, uncertain ones later', () => {
  expect(nextBy(0, 0, true)).toBe('typical');
  expect(nextBy(19, 2, true)).toBe('typical');
  expect(nextBy(20, 2, true)).toBe('uncertain');
  expect(nextBy(1000, 2, false)).toBe('typical');
});
