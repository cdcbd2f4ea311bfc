import { expect, it } from 'vitest';
import { type Stop, stopAt, stops } from './stops';

it('goes through its five stops, each once, and ends', () => {
  const walked: Stop[] = [];
  for (let at: Stop | null = stops[0]; at; at = stopAt(at, 1)) walked.push(at);
  expect(walked).toEqual(['data', 'label', 'runs', 'review', 'evaluate']);
});

it('goes back, not before its first stop', () => {
  expect(stopAt('review', -1)).toBe('runs');
  expect(stopAt('data', -1)).toBeNull();
});
