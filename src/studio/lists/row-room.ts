import { constants } from 'node:buffer';
import { statSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { studioError } from '../../core/errors';

/**
 * Bytes that a row takes while a list is read, with its paths and its place: a million rows of 45 characters ended a process that had 420 MB
 * for its objects, and fitted into 600 MB. Without this limit, such a process ends only after minutes of collecting garbage.
 */
const bytesOfRow = 640;

/** Bytes that a value of a JSON takes, which is read as a whole before it is looked at. */
const bytesOfValue = 64;

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

/**
 * Throws `list-too-many-rows` for a text with more rows than there is memory for: lines of a table or of JSON Lines, or the objects of a
 * single JSON, which may have one line.
 */
export function refuseTooManyRows(file: string, text: string, room = heapRoom()): void {
  // A row has at least a name and a line end.
  if (text.length / 4 <= room / (bytesOfRow + bytesOfValue)) return;
  const { rows, values } = isSingleJson(text) ? entriesIn(text) : { rows: 1 + count(text, '\n'), values: 0 };
  const bytes = rows * bytesOfRow + values * bytesOfValue;
  const most = Math.floor((rows * room) / bytes);
  if (rows > most) throw studioError('list-too-many-rows', { file, rows, most: Math.max(1, most) });
}

/** Whether a text is one JSON, and no JSON Lines: their first line is a whole object. */
function isSingleJson(text: string): boolean {
  const start = text.search(/\S/);
  if (text[start] === '[') return true;
  if (text[start] !== '{') return false;
  const end = text.indexOf('\n', start);
  return (
    end < 0 ||
    !/\}\s*$/.test(text.slice(Math.max(start, end - 3), end)) ||
    text.slice(end, end + 4).trim() === ''
  );
}

/** How many entries and values a JSON has, at most: in some shapes of tables entries are no objects. */
function entriesIn(text: string): { rows: number; values: number } {
  const [objects, values] = [count(text, '{'), 1 + count(text, ',')];
  return { rows: objects > mostSections ? objects : values, values };
}

/** With so few objects, these are sections (splits, columns, classes) and their values are the entries. */
const mostSections = 100;

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

/** Of the memory for objects that stay, the share with which reading goes on. */
const mostOfHeap = 0.85;
/** What V8 counts to its limit and keeps for objects that have just been made. */
const forYoung = 48 * 2 ** 20;

/**
 * Throws `list-memory` when a list that is read piece by piece has nearly filled the memory for objects. What is kept of an entry differs
 * by format, so that it cannot be told before.
 */
export function refuseFullHeap(
  file: string,
  { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics(),
): void {
  if (used > mostOfHeap * (limit - forYoung)) throw studioError('list-memory', { file });
}
