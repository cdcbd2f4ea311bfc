import { setTimeout as rest } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Asking } from './asking';

const took = async (work: Promise<void>) => {
  const began = performance.now();
  await work;
  return performance.now() - began;
};

it('work goes on at once where nobody asks', async () => {
  expect(await took(new Asking().giveWay({ quietMs: 5000, mostMs: 5000 }))).toBeLessThan(1000);
});

it('a question is let go first, with those that follow it', async () => {
  const asking = new Asking();
  asking.note();
  const giving = took(asking.giveWay({ quietMs: 200, mostMs: 60_000 }));
  await rest(100);
  asking.note();
  expect(await giving).toBeGreaterThan(250);
});

it('work goes on in the end, however much is asked', async () => {
  const asking = new Asking();
  asking.note();
  const every = setInterval(() => asking.note(), 5);
  const waited = await took(asking.giveWay({ quietMs: 60_000, mostMs: 100 }));
  clearInterval(every);
  expect(waited).toBeGreaterThanOrEqual(99);
});
