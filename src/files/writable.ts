import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { studioError } from '../core/errors';
import { besideOf, refusedWrite } from './durable';

/** Throws before hours of work what writing this file at their end would throw. */
export function checkWritable(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw studioError('write-onto-folder', { path: file });
  const beside = besideOf(file);
  try {
    closeSync(openSync(beside, 'wx'));
    rmSync(beside);
  } catch (error) {
    throw refusedWrite(error, file);
  }
}
