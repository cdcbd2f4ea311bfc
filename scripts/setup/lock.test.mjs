import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'lock-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let lock = '';
beforeEach(() => {
  lock = join(mkdtempSync(join(scratch, 'l-')), 'locks', 'clone');
});
const quick = { poll: 5 };

/** Leaves a lock as a killed set-up does. */
function leave(holder, ageSeconds = 0) {
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, 'holder.json'), JSON.stringify({ token: 'left', host: hostname(), ...holder }));
  const then = Date.now() / 1000 - ageSeconds;
  utimesSync(lock, then, then);
}
const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('a lock', () => {
  it('lets one in at a time, and gives back what the work gave', async () => {
    let [inside, most] = [0, 0];
    const work = (value) => async () => {
      most = Math.max(most, ++inside);
      await wait(10);
      inside--;
      return value;
    };
    const results = await Promise.all([1, 2, 3, 4].map((value) => withLock(lock, work(value), quick)));
    expect(results).toEqual([1, 2, 3, 4]);
    expect(most).toBe(1);
    expect(readdirSync(join(lock, '..'))).toEqual([]);
  });

  it('is free after work that failed', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('no disk')), quick)).rejects.toThrow(
      'no disk',
    );
    expect(existsSync(lock)).toBe(false);
  });

  it('of a process that was killed is taken over at once, by one', async () => {
    leave({ pid: deadProcess() });
    let [inside, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++inside);
      await wait(5);
      inside--;
    };
    await Promise.all([withLock(lock, work, quick), withLock(lock, work, quick)]);
    expect(most).toBe(1);
  });

  it('that gave no sign for minutes is taken over, though its process number is in use', async () => {
    leave({ pid: process.pid }, 600);
    expect(await withLock(lock, () => 'in', quick)).toBe('in');
  });

  it('of another machine that gave a sign lately is waited for', async () => {
    leave({ pid: deadProcess(), host: 'another-machine' });
    let entered = false;
    const later = withLock(lock, () => (entered = true), quick);
    await wait(60);
    expect(entered).toBe(false);
    rmSync(lock, { recursive: true });
    expect(await later).toBe(true);
  });
});
