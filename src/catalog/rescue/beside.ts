import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

let parts = 0;

/** A name beside a file that says that what it holds is not whole. */
export function besideOf(file: string): string {
  return `${file}.${process.pid}-${++parts}.part`;
}

/** Gives a file that is on the disk its name, and makes the name durable. */
export function giveName(beside: string, file: string): void {
  renameSync(beside, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Removes what backups of processes that are gone left unfinished. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /\.(\d+)-\d+\.part(-wal|-shm|-journal)?$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
