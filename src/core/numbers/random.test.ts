import { expect, it } from 'vitest';
import { drawAt, Random } from './random';

it('drawAt is the first draw at a position', () => {
  for (const seed of [0, 1, 7919, 0x7fffffff, -3])
    for (const position of [0, 1, 999_999, 2 ** 31])
      expect(drawAt(seed, position)).toBe(new Random(seed, position).next());
});
