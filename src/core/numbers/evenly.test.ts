import { expect, it } from 'vitest';
import { evenly, evenPlaces } from './evenly';

it('takes some of every part of a list, in its order, and all of a short one', () => {
  expect([...evenPlaces(10, 4)]).toEqual([0, 2, 5, 7]);
  expect([...evenPlaces(3, 4)]).toEqual([0, 1, 2]);
  expect([...evenPlaces(3, 0)]).toEqual([]);
  const byClass = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'c'];
  expect(evenly(byClass, 4)).toEqual(['a', 'a', 'b', 'c']);
});
