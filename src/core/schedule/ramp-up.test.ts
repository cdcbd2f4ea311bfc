import { expect, it } from 'vitest';
import { rampUp } from './ramp-up';

it('rises as Laine and Aila’s: exp(-5) at the first step, exp(-5/4) half way, 1 from its end on', () => {
  expect(rampUp(0.4, 0, 100)).toBeCloseTo(Math.exp(-5), 12);
  expect(rampUp(0.4, 20, 100)).toBeCloseTo(Math.exp(-1.25), 12);
  expect(rampUp(0.4, 40, 100)).toBe(1);
  expect(rampUp(0.4, 99, 100)).toBe(1);
});

it('is 1 from the first step on where there is none', () => {
  expect(rampUp(0, 0, 100)).toBe(1);
});
