import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, processSpace, startOf } from '../processes/running-process';
import { refusedWrite } from './durable';

const prefix = 'noisy-studio-';
const named = /^noisy-studio-(\d*)\.(\d+)\.(\d*)-/;

/** The folders in which this process has already removed what other processes left. */
const swept = new Set<string>();

/** A folder for temporary files. */
export interface TemporaryFolder {
  readonly folder: string;
  /** Deletes the folder. */
  readonly letGo: () => void;
}

/**
 * Makes a folder for this process in the system's folder for temporary files. Its name says which process owns it: what a killed process
 * left there, such as the pixels of a thousand pictures or the copy of a catalog, is deleted by the next process that makes such a folder.
 * Throws `disk-full` and similar errors.
 */
export function temporaryFolder(within = tmpdir()): TemporaryFolder {
  if (!swept.has(within)) removeLeft(within);
  swept.add(within);
  try {
    const folder = mkdtempSync(
      join(within, `${prefix}${processSpace}.${process.pid}.${startOf(process.pid)}-`),
    );
    return { folder, letGo: () => rmSync(folder, { recursive: true, force: true }) };
  } catch (error) {
    throw refusedWrite(error, within);
  }
}

/** Deletes the folders of processes that no longer run. Processes of other spaces cannot be checked, so their folders stay. */
export function removeLeft(within: string): void {
  for (const name of namesIn(within)) {
    const [, itsSpace, pid, started] = named.exec(name) ?? [];
    if (pid === undefined || itsSpace !== processSpace || isRunning(Number(pid), started)) continue;
    try {
      rmSync(join(within, name), { recursive: true, force: true });
    } catch {
      // The folder belongs to another user, whose next process deletes it.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
