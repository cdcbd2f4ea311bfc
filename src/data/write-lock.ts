import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { StudioError } from '../core/errors';

/** A file that says which process writes; one left by a process that is gone does not count. */
export class WriteLock {
  private constructor(private readonly file: string) {}

  /** Throws `cache-busy` while another writer lives. */
  static take(file: string): WriteLock {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const handle = openSync(file, 'wx');
        writeSync(handle, String(process.pid));
        closeSync(handle);
        return new WriteLock(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        if (isHeld(file)) break;
        rmSync(file, { force: true });
      }
    }
    throw new StudioError(
      'cache-busy',
      `Another process is filling the pixel cache (${file}); wait until it is done.`,
    );
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

function isHeld(file: string): boolean {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return false;
  }
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
