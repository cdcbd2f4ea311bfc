import { describe, expect, it } from 'vitest';
import { isFoundAgain } from './is-found-again';

const birds = (exists: boolean, path = '/a/birds') => ({ id: 1, path, exists });
const bats = { id: 2, path: '/a/bats', exists: true };

describe('files that are found again', () => {
  it('are those that were missing, or lie elsewhere now', () => {
    expect(isFoundAgain([birds(false)], [birds(true)])).toBe(true);
    expect(isFoundAgain([birds(false)], [birds(true, '/b/birds')])).toBe(true);
    expect(isFoundAgain([bats, birds(true)], [bats, birds(true, '/b/birds')])).toBe(true);
  });

  it('are not those that stay, go, or come', () => {
    expect(isFoundAgain([bats, birds(false)], [bats, birds(false)])).toBe(false);
    expect(isFoundAgain([bats, birds(false)], [bats])).toBe(false);
    expect(isFoundAgain([birds(true)], [birds(false)])).toBe(false);
    expect(isFoundAgain([], [birds(true)])).toBe(false);
  });
});
