import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process still runs; one that has ended may remain as a zombie until its parent reads its exit status. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Milliseconds until a process is gone. */
export async function goneAfter(pid: number): Promise<number> {
  const from = performance.now();
  while (lives(pid) && performance.now() - from < 60_000) await sleep(20);
  return performance.now() - from;
}
