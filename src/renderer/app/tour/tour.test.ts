import { expect, it } from 'vitest';
import { screens } from '../screens';
import { type Stop, stopAt, stops } from './tour';

it('goes through five screens in the order of the rail, and ends', () => {
  const walked: string[] = [];
  for (let at: Stop | null = stops[0]; at; at = stopAt(at, 1)) walked.push(at);
  expect(walked).toEqual(screens.map(({ name }) => name).filter((name) => walked.includes(name)));
  expect(walked).toHaveLength(5);
});

it('goes back, not before its first stop', () => {
  expect(stopAt('review', -1)).toBe('runs');
  expect(stopAt('data', -1)).toBeNull();
});
