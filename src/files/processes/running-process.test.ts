import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { isRunning, startOf } from './running-process';

it('a process runs if its number and its start are those of one, as far as they are known', () => {
  const started = startOf(process.pid);
  expect(isRunning(process.pid, started)).toBe(true);
  expect(isRunning(process.pid, '7', '8')).toBe(false);
  // The system hides the starts of other users' processes, or knew none when the file was written.
  expect(isRunning(process.pid, '7', '')).toBe(true);
  expect(isRunning(process.pid, '')).toBe(true);
  const dead = execFileSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' });
  expect(isRunning(Number(dead), '')).toBe(false);
  expect(isRunning(Number(dead), '7')).toBe(false);
});
