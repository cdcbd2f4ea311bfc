import { constants } from 'node:buffer';
import { statSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { studioError } from '../../core/errors';

/**
 * Bytes that a row takes while a list is read, with its paths and its place: a million rows of 45 characters ended a process that had 420 MB
 * for its objects, and fitted into 600 MB. Without this limit, such a process ends only after minutes of collecting garbage.
 */
const bytesOfRow = 640;

/** Bytes that this process can still take for objects. */
function heapRoom(): number {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
  return limit - used;
}

/** Throws `list-too-large` for a file with more text than a string can have: a decoder that is given more returns none. */
export function refuseTooLarge(file: string): void {
  if (statSync(file).size > constants.MAX_STRING_LENGTH)
    throw studioError('list-too-large', { file, megabytes: Math.floor(constants.MAX_STRING_LENGTH / 1e6) });
}

/** Throws `list-too-many-rows` for a text with more lines than there is memory for their rows. */
export function refuseTooManyRows(file: string, text: string, room = heapRoom()): void {
  const most = Math.floor(room / bytesOfRow);
  // A row has at least a name and a line end.
  if (text.length / 4 <= most) return;
  const rows = linesIn(text);
  if (rows > most) throw studioError('list-too-many-rows', { file, rows, most: Math.max(1, most) });
}

function linesIn(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
