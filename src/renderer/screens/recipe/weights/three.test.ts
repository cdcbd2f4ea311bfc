import { expect, it } from 'vitest';
import { threeIn } from './three';

it('reads three numbers with commas or spaces, and nothing else', () => {
  expect(threeIn('0.485, 0.456, 0.406')).toEqual([0.485, 0.456, 0.406]);
  expect(threeIn(' 0 0 0 ')).toEqual([0, 0, 0]);
  for (const text of [
    '',
    '0.5',
    '0.5, 0.5',
    '0.5, 0.5, x',
    '0.5, 0.5, 0.5, 0.5',
    '124, 116, 104',
    '-1, 0, 0',
  ])
    expect(threeIn(text)).toBeNull();
});
