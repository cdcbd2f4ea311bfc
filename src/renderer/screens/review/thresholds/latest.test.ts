import { afterEach, expect, it, vi } from 'vitest';
import { latest, rested } from './latest';

afterEach(() => {
  vi.useRealTimers();
});

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

it('asks once of a handle that was dragged, for where it came to rest', () => {
  vi.useFakeTimers();
  const asked: number[] = [];
  const ask = rested((input: number) => asked.push(input), 300);
  for (let input = 0; input < 20; input++) {
    ask(input);
    vi.advanceTimersByTime(299);
  }
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(asked).toEqual([19]);
  ask(20);
  vi.advanceTimersByTime(300);
  expect(asked).toEqual([19, 20]);
});
