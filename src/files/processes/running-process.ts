import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Whether the process `pid` that began at `started` (`startOf`) still runs. Where either start is unknown, as that of another user's process
 * where the system hides those, a process with the number is taken for it: nothing may be taken from one that runs.
 */
export function isRunning(pid: number, started: string, now = startOf(pid)): boolean {
  return isThere(pid) && (now === '' || started === '' || now === started);
}

/** Whether some process has this number. */
export function isThere(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that the process runs, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process started, in the kernel's clock ticks, which distinguishes it from a later one with the same
 * number. '' if unknown.
 */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the fields after it, of which the first is field 3, do not.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

/**
 * Identifies the space of process numbers: a container has its own, and may share the folder with its host. '' if the system has no such
 * spaces.
 */
export const processSpace = (() => {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
  } catch {
    return '';
  }
})();
