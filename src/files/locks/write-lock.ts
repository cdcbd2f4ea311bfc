import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { studioError } from '../../core/errors';
import { refusedWrite } from '../durable/durable';
import { isRunning, startOf } from '../processes/running-process';
import { isCopied } from './copied-lock';

/** How long a lock may exist without its text, because it is created first and then written. */
const writingMs = 5000;

/**
 * A file that names the writing process and its folder. A lock left by a dead process is ignored, and so is one that came with a copy of
 * the folder.
 */
export class WriteLock {
  private constructor(private readonly file: string) {}

  /** Throws `cache-busy` while another writer, in this process or another, holds the lock. */
  static take(file: string): WriteLock {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const own = `${process.pid} ${startOf(process.pid)} ${dirname(resolve(file))}`;
        writeFileSync(file, own, { flag: 'wx' });
        return new WriteLock(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw refusedWrite(error, file);
        if (isHeld(file)) break;
        rmSync(file, { force: true });
      }
    }
    throw studioError('cache-busy', { file });
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

/** Removes the locks (`*.lock`) in a folder that nobody holds: a killed writer left them, and there may be nothing more to write. */
export function removeLeftLocks(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.lock') && !isHeld(file)) rmSync(file, { force: true });
  }
}

function isHeld(file: string): boolean {
  try {
    const text = readFileSync(file, 'utf8');
    if (text === '') return Date.now() - statSync(file).mtimeMs < writingMs;
    const [pid, started, ...folder] = text.split(' ');
    if (folder.length > 0 && isCopied(folder.join(' '), dirname(file))) return false;
    return isRunning(Number(pid), started);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
