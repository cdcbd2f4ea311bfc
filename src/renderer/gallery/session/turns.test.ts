import { describe, expect, it } from 'vitest';
import { Turns } from './turns';

/** An action that takes as long as the test says. */
function slow() {
  const { promise, resolve, reject } = withResolvers();
  const settle = async (how: () => void) => {
    how();
    await new Promise((after) => setTimeout(after));
  };
  return { promise, end: () => settle(resolve), fail: () => settle(() => reject(new Error('no'))) };
}

function withResolvers() {
  let resolve = () => {};
  let reject = (_: Error) => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('turns', () => {
  it('does at once what nothing is waited for', () => {
    const done: number[] = [];
    const turns = new Turns();
    for (const i of [1, 2]) turns.take(() => void done.push(i));
    expect(done).toEqual([1, 2]);
  });

  it('keeps the order behind what takes time, also where that fails', async () => {
    const done: number[] = [];
    const turns = new Turns();
    const [first, second] = [slow(), slow()];
    turns.take(() => first.promise);
    turns.take(() => void done.push(1));
    turns.take(() => second.promise);
    turns.take(() => void done.push(2));
    expect(done).toEqual([]);
    await first.fail();
    expect(done).toEqual([1]);
    await second.end();
    expect(done).toEqual([1, 2]);
    turns.take(() => void done.push(3));
    expect(done).toEqual([1, 2, 3]);
  });

  it('forgets what waits when told to', async () => {
    const done: number[] = [];
    const turns = new Turns();
    const first = slow();
    turns.take(() => first.promise);
    turns.take(() => void done.push(1));
    turns.drop();
    await first.end();
    expect(done).toEqual([]);
  });
});
