import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inParallel } from './in-parallel';

const items = Array.from({ length: 500 }, (_, i) => i);

describe('work on some items at a time', () => {
  it('does each of them once', async () => {
    const done: number[] = [];
    await inParallel(items, async (item) => {
      await pause(item % 3);
      done.push(item);
    });
    expect(done.sort((a, b) => a - b)).toEqual(items);
  });

  it('is over when it rejects: what had begun has ended, and nothing else begins', async () => {
    let [begun, inside] = [0, 0];
    const working = inParallel(items, async (item) => {
      begun++;
      inside++;
      await pause(item === 3 ? 5 : 30);
      inside--;
      if (item === 3 || item === 4) throw new Error(`item ${item}`);
    });
    await expect(working).rejects.toThrow('item 3');
    expect(inside).toBe(0);
    const atEnd = begun;
    expect(atEnd).toBeLessThan(items.length / 2);
    await pause(60);
    expect(begun).toBe(atEnd);
  });
});
