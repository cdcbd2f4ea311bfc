import { expect, it } from 'vitest';
import { latest } from './latest';

it('runs one at a time and skips all but the newest of those that wait', async () => {
  const begun: number[] = [];
  let finish = () => {};
  const ask = latest(async (input: number) => {
    begun.push(input);
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  for (const input of [1, 2, 3, 4]) ask(input);
  expect(begun).toEqual([1]);
  finish();
  await expect.poll(() => begun).toEqual([1, 4]);
  finish();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(begun).toEqual([1, 4]);
  ask(5);
  expect(begun).toEqual([1, 4, 5]);
});
