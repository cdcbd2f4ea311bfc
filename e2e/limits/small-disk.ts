import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk for one test, which root makes on Linux; it can be remounted, resized and removed. */
export interface SmallDisk {
  readonly folder: string;
  remount(option: 'ro' | 'rw'): void;
  /** Makes the disk larger, or smaller down to what is used. */
  resize(kilobytes: number): void;
  remove(): void;
}

/** The reason why no disk can be made here, or null. */
export const whyNoDisk: string | null = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a disk';
  try {
    makeDisk(64).remove();
    return null;
  } catch {
    return 'this machine lets nobody mount a disk';
  }
})();

/** Makes a disk of this many kilobytes. */
export function makeDisk(kilobytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const run = (command: string, args: string[]) => execFileSync(command, args, { stdio: 'pipe' });
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return {
    folder,
    remount: (option) => void run('mount', ['-o', `remount,${option}`, folder]),
    resize: (size) => void run('mount', ['-o', `remount,size=${size}k`, folder]),
    remove: () => {
      run('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
