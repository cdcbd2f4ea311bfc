import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const variable = 'NOISY_STUDIO_E2E_SHARED';

/** Passes the folder to the processes of the tests through their environment. */
export function shareFolder(folder: string): void {
  process.env[variable] = folder;
}

/** The folder in which a test file leaves what other test files use too; it is removed when all have ended. */
export function sharedFolder(): string {
  const folder = process.env[variable];
  if (!folder) throw new Error('The global set-up of the window’s tests names a folder that they share.');
  return folder;
}

/** Has `file` made unless it is there. Of the test files that need it at the same time, one makes it and the others wait. */
export async function madeOnce(file: string, make: () => Promise<void>): Promise<void> {
  while (!existsSync(file)) {
    const lock = `${file}.lock`;
    if (!isMade(lock)) {
      await sleep(100);
      continue;
    }
    try {
      if (!existsSync(file)) await make();
    } finally {
      rmdirSync(lock);
    }
  }
}

function isMade(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
