import Database from 'better-sqlite3';
import { StudioError } from '../core/errors';

type Explanation = readonly [code: string, sentence: (file: string) => string];

/** What a person can do about the errors of SQLite that are not mistakes of this program. By the start of SQLite's code. */
const explanations: readonly (readonly [prefix: string, Explanation])[] = [
  [
    'SQLITE_FULL',
    [
      'disk-full',
      (file) => `The disk that holds ${file} is full. Free some space and try again; nothing was lost.`,
    ],
  ],
  [
    'SQLITE_READONLY',
    [
      'project-read-only',
      (file) =>
        `${file} cannot be written. Check the rights of the project folder, or copy it to a disk that can be written.`,
    ],
  ],
  [
    'SQLITE_CANTOPEN',
    [
      'catalog-unreachable',
      (file) => `${file} cannot be opened. Check that the folder exists and that you may read and write it.`,
    ],
  ],
  ['SQLITE_BUSY', ['project-in-use', (file) => `Another program holds ${file}. Close it and try again.`]],
  [
    'SQLITE_NOTADB',
    ['catalog-damaged', (file) => `${file} is no catalog, or is damaged. Restore it from a backup.`],
  ],
  ['SQLITE_CORRUPT', ['catalog-damaged', (file) => `${file} is damaged. Restore it from a backup.`]],
  [
    'SQLITE_IOERR',
    [
      'disk-error',
      (file) =>
        `The disk that holds ${file} failed to read or write. Check the disk and its connection, then try again.`,
    ],
  ],
  [
    'SQLITE_CONSTRAINT',
    ['catalog-conflict', (file) => `${file} refuses a change that contradicts what it holds.`],
  ],
];

/** A StudioError for an error of SQLite (disk full, read-only, damaged, …); any other error unchanged. */
export function sqliteError(error: unknown, file: string): unknown {
  // The binding looks for the folder itself, and throws in its own way.
  if (error instanceof TypeError && /directory does not exist/.test(error.message))
    return new StudioError(
      'catalog-unreachable',
      `${file} lies in a folder that does not exist. Check the path.`,
      {
        cause: error,
      },
    );
  if (!(error instanceof Database.SqliteError)) return error;
  const code = error.code ?? '';
  for (const [prefix, [ours, sentence]] of explanations)
    if (code.startsWith(prefix))
      return new StudioError(ours, `${sentence(file)} (${error.message})`, { cause: error });
  return error;
}
