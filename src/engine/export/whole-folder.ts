import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { studioError } from '../../core/errors';
import { besideOf, giveName, refusedWrite } from '../../files/durable/durable';
import { makeFolder } from '../../files/durable/make-folder';

/**
 * Writes a folder completely or not at all: `fill` writes into a folder beside it, which is then renamed.
 * Throws `export-target-exists` and the system's errors.
 */
export function writeFolderWhole(folder: string, fill: (beside: string) => void): void {
  if (existsSync(folder)) throw studioError('export-target-exists', { path: folder });
  makeFolder(dirname(folder));
  const beside = besideOf(folder);
  try {
    mkdirSync(beside);
    fill(beside);
    giveName(beside, folder, true);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw refusedWrite(error, folder);
  }
}
