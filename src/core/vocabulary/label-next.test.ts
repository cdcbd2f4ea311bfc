import { expect, it } from 'vitest';
import { nextBy } from './label-next';

it('takes typical images while labels are few or no model has seen the pool, uncertain ones later', () => {
  expect(nextBy([], true)).toBe('typical');
  expect(nextBy([12, 7], true)).toBe('typical');
  expect(nextBy([12, 8], true)).toBe('uncertain');
  expect(nextBy([500, 500], false)).toBe('typical');
});
