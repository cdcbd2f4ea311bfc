import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { studioError } from '../../core/errors';
import { besideOf, refusedWrite, removeLeftBeside } from './durable';

/**
 * Checks whether the file can be written, before hours of work whose result goes there, and removes what a killed process left beside it.
 * Throws the error of the write.
 */
export function checkWritable(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw studioError('write-onto-folder', { path: file });
  removeLeftBeside(file);
  const beside = besideOf(file);
  try {
    closeSync(openSync(beside, 'wx'));
    rmSync(beside);
  } catch (error) {
    throw refusedWrite(error, file);
  }
}
