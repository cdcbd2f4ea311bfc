import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type StudioError, studioError } from '../../core/errors';

interface Told {
  readonly file: string;
  /** SQLite's own message. */
  readonly reason: string;
  readonly cause: unknown;
}

type Explain = (told: Told) => StudioError;

const diskFull: Explain = ({ file, cause }) => studioError('disk-full', { path: file }, { cause });
const readOnly: Explain = ({ file, cause }) => studioError('project-read-only', { file }, { cause });
const unreachable: Explain = ({ file, cause }) => studioError('catalog-unreachable', { file }, { cause });
const moved: Explain = ({ file, cause }) => studioError('catalog-moved', { file }, { cause });
const busy: Explain = ({ file, cause }) => studioError('catalog-busy', { file }, { cause });
const memory: Explain = ({ file, cause }) => studioError('catalog-memory', { file }, { cause });
const damaged: Explain = ({ file, reason, cause }) =>
  studioError('catalog-damaged', { file, what: reason }, { cause });
const network: Explain = ({ file, reason, cause }) =>
  studioError('network-drive', { file, reason }, { cause });
const tooLarge: Explain = ({ file, reason, cause }) => studioError('too-large', { file, reason }, { cause });
const conflict: Explain = ({ file, reason, cause }) =>
  studioError('catalog-conflict', { file, reason }, { cause });
const diskError: Explain = ({ file, reason, cause }) =>
  studioError('catalog-disk-error', { file, reason }, { cause });

/**
 * What a person can do about SQLite errors that are not mistakes of this program, by the start of the error
 * code (sqlite.org/rescode.html); the first match counts. Locks and shared memory fail on network drives that
 * do not offer them.
 */
const explanations: readonly (readonly [prefix: string, Explain])[] = [
  ['SQLITE_FULL', diskFull],
  ['SQLITE_READONLY_DBMOVED', moved],
  ['SQLITE_READONLY', readOnly],
  ['SQLITE_PERM', readOnly],
  ['SQLITE_CANTOPEN', unreachable],
  ['SQLITE_BUSY', busy],
  ['SQLITE_LOCKED', busy],
  ['SQLITE_PROTOCOL', network],
  ['SQLITE_NOLFS', tooLarge],
  ['SQLITE_TOOBIG', tooLarge],
  ['SQLITE_NOMEM', memory],
  ['SQLITE_NOTADB', damaged],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_FORMAT', damaged],
  ['SQLITE_IOERR_NOMEM', memory],
  ['SQLITE_IOERR_VNODE', moved],
  ['SQLITE_IOERR_LOCK', network],
  ['SQLITE_IOERR_UNLOCK', network],
  ['SQLITE_IOERR_RDLOCK', network],
  ['SQLITE_IOERR_CHECKRESERVEDLOCK', network],
  ['SQLITE_IOERR_BLOCKED', network],
  ['SQLITE_IOERR_SHM', network],
  ['SQLITE_IOERR', diskError],
  ['SQLITE_CONSTRAINT', conflict],
];

/**
 * A disk with less than this left counts as full: the shared-memory file of SQLite's processes grows by this
 * much.
 */
const leastFreeBytes = 64 * 1024;

/** A StudioError for an error of SQLite (disk full, read-only, damaged, …); any other error unchanged. */
export function sqliteError(error: unknown, file: string): unknown {
  // The binding checks the folder itself and throws an error of its own.
  if (error instanceof TypeError && /directory does not exist/.test(error.message))
    return unreachable({ file, reason: error.message, cause: error });
  if (!(error instanceof Database.SqliteError)) return error;
  const code = error.code ?? '';
  const told = { file, reason: error.message, cause: error };
  // A full disk has more than one code: a sync, or a shared-memory file that cannot grow, is reported as an
  // input/output error.
  if (code.startsWith('SQLITE_IOERR') && isFull(file)) return diskFull(told);
  // A catalog of the right version had every table: a missing one was lost.
  if (code === 'SQLITE_ERROR' && /^no such (table|column|index)/.test(error.message)) return damaged(told);
  return explanations.find(([prefix]) => code.startsWith(prefix))?.[1](told) ?? error;
}

function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < leastFreeBytes;
  } catch {
    return false;
  }
}
