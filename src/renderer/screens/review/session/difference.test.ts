import { expect, it } from 'vitest';
import { differenceOf } from './difference';

it('tells what went, what came, and what only moved', () => {
  const shown = Int32Array.of(1, 2, 3);
  expect(differenceOf(shown, Int32Array.of(1, 2, 3))).toBeNull();
  expect(differenceOf(shown, Int32Array.of(3, 2, 1))).toEqual({ gone: 0, come: 0 });
  expect(differenceOf(shown, Int32Array.of(2, 9, 8, 7))).toEqual({ gone: 2, come: 3 });
  expect(differenceOf(shown, new Int32Array())).toEqual({ gone: 3, come: 0 });
});
