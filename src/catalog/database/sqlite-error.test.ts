import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudioError } from '../../core/errors';
import { sqliteError } from './sqlite-error';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-error-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const told = (code: string, message = 'said by SQLite') =>
  sqliteError(new Database.SqliteError(message, code), join(folder, 'catalog.db'));

/**
 * Every result code of sqlite.org/rescode.html that is not a mistake of this program, with the error that is
 * shown for it.
 */
const expected: Readonly<Record<string, readonly string[]>> = {
  'disk-full': ['SQLITE_FULL'],
  'project-read-only': [
    'SQLITE_READONLY',
    'SQLITE_READONLY_CANTINIT',
    'SQLITE_READONLY_CANTLOCK',
    'SQLITE_READONLY_DIRECTORY',
    'SQLITE_READONLY_RECOVERY',
    'SQLITE_READONLY_ROLLBACK',
    'SQLITE_PERM',
  ],
  'catalog-moved': ['SQLITE_READONLY_DBMOVED', 'SQLITE_IOERR_VNODE'],
  'catalog-unreachable': [
    'SQLITE_CANTOPEN',
    'SQLITE_CANTOPEN_CONVPATH',
    'SQLITE_CANTOPEN_DIRTYWAL',
    'SQLITE_CANTOPEN_FULLPATH',
    'SQLITE_CANTOPEN_ISDIR',
    'SQLITE_CANTOPEN_NOTEMPDIR',
    'SQLITE_CANTOPEN_SYMLINK',
  ],
  'catalog-busy': [
    'SQLITE_BUSY',
    'SQLITE_BUSY_RECOVERY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_BUSY_TIMEOUT',
    'SQLITE_LOCKED',
    'SQLITE_LOCKED_SHAREDCACHE',
    'SQLITE_LOCKED_VTAB',
  ],
  'network-drive': [
    'SQLITE_PROTOCOL',
    'SQLITE_IOERR_LOCK',
    'SQLITE_IOERR_UNLOCK',
    'SQLITE_IOERR_RDLOCK',
    'SQLITE_IOERR_CHECKRESERVEDLOCK',
    'SQLITE_IOERR_BLOCKED',
    'SQLITE_IOERR_SHMOPEN',
    'SQLITE_IOERR_SHMSIZE',
    'SQLITE_IOERR_SHMLOCK',
    'SQLITE_IOERR_SHMMAP',
  ],
  'catalog-damaged': [
    'SQLITE_CORRUPT',
    'SQLITE_CORRUPT_INDEX',
    'SQLITE_CORRUPT_SEQUENCE',
    'SQLITE_CORRUPT_VTAB',
    'SQLITE_NOTADB',
    'SQLITE_FORMAT',
  ],
  'catalog-memory': ['SQLITE_NOMEM', 'SQLITE_IOERR_NOMEM'],
  'too-large': ['SQLITE_TOOBIG', 'SQLITE_NOLFS'],
  'catalog-disk-error': [
    'SQLITE_IOERR',
    'SQLITE_IOERR_ACCESS',
    'SQLITE_IOERR_BEGIN_ATOMIC',
    'SQLITE_IOERR_CLOSE',
    'SQLITE_IOERR_COMMIT_ATOMIC',
    'SQLITE_IOERR_CONVPATH',
    'SQLITE_IOERR_CORRUPTFS',
    'SQLITE_IOERR_DATA',
    'SQLITE_IOERR_DELETE',
    'SQLITE_IOERR_DELETE_NOENT',
    'SQLITE_IOERR_DIR_CLOSE',
    'SQLITE_IOERR_DIR_FSYNC',
    'SQLITE_IOERR_FSTAT',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_IOERR_GETTEMPPATH',
    'SQLITE_IOERR_IN_PAGE',
    'SQLITE_IOERR_MMAP',
    'SQLITE_IOERR_READ',
    'SQLITE_IOERR_ROLLBACK_ATOMIC',
    'SQLITE_IOERR_SEEK',
    'SQLITE_IOERR_SHORT_READ',
    'SQLITE_IOERR_TRUNCATE',
    'SQLITE_IOERR_WRITE',
  ],
  'catalog-conflict': ['SQLITE_CONSTRAINT', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_FOREIGNKEY'],
};

describe('an error of SQLite', () => {
  for (const [code, codes] of Object.entries(expected))
    it(`is told as ${code}, with the file`, () => {
      for (const each of codes) {
        const error = told(each) as StudioError;
        expect(error, each).toMatchObject({ name: 'StudioError', code });
        expect(error.message).toContain(join(folder, 'catalog.db'));
      }
    });

  it('of a drive that does not lock says to copy the project to a disk of this machine', () => {
    for (const code of ['SQLITE_PROTOCOL', 'SQLITE_IOERR_LOCK', 'SQLITE_IOERR_SHMMAP'])
      expect(told(code, 'locking protocol')).toMatchObject({
        message: expect.stringMatching(
          /network drives \(locking protocol\)\. Copy the project folder to a disk of this machine/,
        ),
      });
  });

  it('about a table that is missing is damage', () => {
    expect(told('SQLITE_ERROR', 'no such table: labels')).toMatchObject({ code: 'catalog-damaged' });
  });

  it('that is a mistake of this program stays what it is', () => {
    for (const code of ['SQLITE_ERROR', 'SQLITE_MISUSE', 'SQLITE_RANGE', 'SQLITE_MISMATCH'])
      expect(told(code)).not.toBeInstanceOf(StudioError);
    expect(sqliteError(new Error('other'), 'x')).toMatchObject({ message: 'other' });
  });
});
