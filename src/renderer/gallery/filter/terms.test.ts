import { expect, it } from 'vitest';
import { dayOf, momentOf, termsIn, withoutNothing } from './terms';

it('a filter counts what it asks for, a range once', () => {
  expect(withoutNothing({ starred: false, tagIds: [], folder: '', noted: true, sideFrom: 0 })).toEqual({
    noted: true,
    sideFrom: 0,
  });
  expect(termsIn({})).toBe(0);
  expect(termsIn({ starred: true, tagIds: [1, 2], sideFrom: 10, sideTo: 20, modifiedTo: 5 })).toBe(4);
});

it('a day of a field is the whole day by this machine’s clock', () => {
  const [first, last] = [momentOf('2026-02-28', 'first'), momentOf('2026-02-28', 'last')];
  expect((last ?? 0) - (first ?? 0)).toBe(24 * 3600 * 1000 - 1);
  expect([dayOf(first), dayOf(last), dayOf((last ?? 0) + 1)]).toEqual([
    '2026-02-28',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect([momentOf('', 'first'), dayOf(undefined)]).toEqual([undefined, '']);
});
