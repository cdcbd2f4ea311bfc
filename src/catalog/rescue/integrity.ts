import { statSync } from 'node:fs';
import { studioError } from '../../core/errors';
import type { Value } from '../../core/words/template';
import type { Connection } from '../database/connection';
import { walDamage } from './wal-damage';

/** A catalog up to this size is checked whenever it is opened, which takes some 4 ms a megabyte, and more closely for a backup. */
const quicklyCheckedBytes = 64 * 2 ** 20;

/** Checks a catalog's files before SQLite opens them, because SQLite silently repairs what it can. Throws `catalog-damaged`. */
export function refuseDamagedFiles(file: string): void {
  const what = statSync(file).size === 0 ? { en: 'it is empty', ko: '비어 있음' } : walDamage(file);
  if (what !== null) throw studioError('catalog-damaged', { file, what });
}

/** Checks every page of a catalog if it is small or if `always` is set. Throws `catalog-damaged`. */
export function checkPages(connection: Connection, always: boolean): void {
  if (!always && statSync(connection.file).size > quicklyCheckedBytes) return;
  const what = pageDamage(connection);
  if (what !== null) throw studioError('catalog-damaged', { file: connection.file, what });
}

/**
 * Returns what SQLite finds wrong with the pages of a database, or null; with `closely`, the indices of a small one are compared with their
 * tables as well.
 */
export function pageDamage(connection: Connection, closely = false): Value | null {
  const small = statSync(connection.file).size <= quicklyCheckedBytes;
  const found = connection.column<string>(`PRAGMA ${closely && small ? 'integrity' : 'quick'}_check(1)`);
  if (found[0] === 'ok') return null;
  // "*** in database main ***\nTree 7 page 9: …": the first line names only the database.
  return (
    found
      .join('\n')
      .split('\n')
      .filter((line) => !line.startsWith('***'))[0] ?? {
      en: 'its pages contradict each other',
      ko: '페이지가 서로 맞지 않음',
    }
  );
}
