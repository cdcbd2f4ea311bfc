import { expect, it } from 'vitest';
import { LossScale } from './loss-scale';

it('a loss scale is halved by a gradient that is not finite, and doubled by 2,000 that are', () => {
  const scale = new LossScale();
  expect(scale.value).toBe(65_536);
  expect(scale.stepped(false)).toBe(true);
  expect(scale.value).toBe(32_768);
  for (let step = 0; step < 1999; step++) scale.stepped(true);
  expect(scale.value).toBe(32_768);
  scale.stepped(true);
  expect(scale.value).toBe(65_536);
});

it('begins to count anew after each change, goes on from its state, and has limits', () => {
  const scale = new LossScale();
  for (let step = 0; step < 1500; step++) scale.stepped(true);
  const resumed = new LossScale();
  resumed.state = scale.state;
  for (let step = 0; step < 500; step++) resumed.stepped(true);
  expect(resumed.value).toBe(2 * 65_536);
  scale.stepped(false);
  for (let step = 0; step < 600; step++) scale.stepped(true);
  expect(scale.value).toBe(32_768);
  for (let step = 0; step < 100_000; step++) scale.stepped(true);
  expect(scale.value).toBe(2 ** 24);
  const halved = Array.from({ length: 40 }, () => scale.stepped(false));
  expect(halved.lastIndexOf(true)).toBe(32);
  expect(scale.value).toBe(2 ** -10);
});
