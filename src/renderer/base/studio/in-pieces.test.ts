import { expect, it } from 'vitest';
import { inPieces } from './in-pieces';

it('leaves nothing out of a list that is longer than a piece', () => {
  expect(inPieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inPieces([1, 2], 2)).toEqual([[1, 2]]);
  expect(inPieces([], 2)).toEqual([]);
});
