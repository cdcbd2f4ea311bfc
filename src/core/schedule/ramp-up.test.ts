import { expect, it } from 'vitest';
import { rampUp, rampUpOfLee } from './ramp-up';

it('rises as Laine and Aila’s: exp(-5) at the first step, exp(-5/4) half way, 1 from its end on', () => {
  expect(rampUp(0.4, 0, 100)).toBeCloseTo(Math.exp(-5), 12);
  expect(rampUp(0.4, 20, 100)).toBeCloseTo(Math.exp(-1.25), 12);
  expect(rampUp(0.4, 40, 100)).toBe(1);
  expect(rampUp(0.4, 99, 100)).toBe(1);
});

it('is 1 from the first step on where there is none', () => {
  expect(rampUp(0, 0, 100)).toBe(1);
});

it('rises as Lee’s: 0 up to epoch 100, straight to 1 at epoch 600', () => {
  // 600 of 1,000 epochs.
  const at = (epoch: number) => rampUpOfLee(0.6, epoch, 1000);
  expect([0, 50, 100].map(at)).toEqual([0, 0, 0]);
  for (const epoch of [101, 250, 350, 599]) expect(at(epoch)).toBeCloseTo((epoch - 100) / 500, 12);
  expect([600, 999].map(at)).toEqual([1, 1]);
  expect(rampUpOfLee(0, 0, 100)).toBe(1);
});
