import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { studioError } from '../../core/errors';
import { type Note, noteSentence } from '../../core/words/notes';
import { removeLeftBeside } from '../../files/durable/durable';
import { makeFolder } from '../../files/durable/make-folder';
import { writeWhole } from '../../files/durable/write-whole';
import type { LabelRow } from '../lists/label-row';
import { writtenFormats } from '../lists/table';
import { writeFolder } from './write-folder';

export type { LabelRow } from '../lists/label-row';

export interface LabelExportOptions {
  /** A name of `lists/table.ts`. */
  readonly format: string;
  /** A new file, or a new or empty folder, depending on the format. */
  readonly target: string;
  /** The project's classes, in their order. */
  readonly classes?: readonly string[];
  /**
   * How the list refers to images; relative means to the folder of the file that names them. Default `absolute`. Ignored if images are
   * copied.
   */
  readonly paths?: 'absolute' | 'relative';
  /** Whether the rows carry tags, stars and notes. */
  readonly marks?: boolean;
  readonly signal?: AbortSignal;
  onProgress?(done: number): void;
}

export interface FailedRow {
  readonly path: string;
  /** The command line's sentence of the note. */
  readonly reason: string;
  readonly note: Note;
}

export interface LabelExportResult {
  readonly target: string;
  /** Images written. */
  readonly written: number;
  /** Number of images left out because they have no label and the format requires one. */
  readonly unlabelled: number;
  /** Images that could not be copied, or whose names the format cannot hold. */
  readonly failed: readonly FailedRow[];
}

/** The format with the name that a person gave. Throws `unknown-format`. */
export function writtenFormat(name: string): (typeof writtenFormats)[number] {
  const format = writtenFormats.find((each) => each.name === name);
  if (format) return format;
  throw studioError('unknown-format', { name, known: writtenFormats.map((each) => each.name).join(', ') });
}

/**
 * Writes a project's labels in a format of `lists/table.ts`. Everything is written beside the target and renamed when complete; nothing
 * that exists is overwritten and originals are only read. Throws `unknown-format`, `export-target-exists` or `export-folder-used`, and the
 * signal's reason when cancelled; in all cases the target stays as it was.
 */
export async function exportLabels(
  rows: Iterable<LabelRow>,
  { format: name, classes = [], paths, marks = false, signal, onProgress, ...options }: LabelExportOptions,
): Promise<LabelExportResult> {
  const { writing } = writtenFormat(name);
  const target = resolve(options.target);
  makeFolder(dirname(target));
  removeLeftBeside(target);
  const failed: FailedRow[] = [];
  const count = { taken: 0, unlabelled: 0 };
  function* counted() {
    for (const row of rows) {
      signal?.throwIfAborted();
      if (row.label === null && !writing.unlabelled) {
        count.unlabelled++;
        continue;
      }
      yield row;
      count.taken++;
      onProgress?.(count.taken);
    }
  }
  const isFile = writing.ending !== null;
  const folderOf = (file: string) => dirname(isFile ? target : join(target, file));
  const pathIn = (file: string, { path }: LabelRow) =>
    paths === 'relative' ? relativePath(folderOf(file), path) : path;
  const pieces = writing.write(counted(), { classes, marks, pathIn });
  const fail = ({ path }: LabelRow, why: Note) =>
    failed.push({ path, reason: noteSentence(why, 'cli') ?? why.code, note: why });
  if (isFile) await writeFile(target, pieces, fail, signal);
  else await writeFolder(target, pieces, fail, signal);
  return { target, written: count.taken - failed.length, unlabelled: count.unlabelled, failed };
}

type Pieces = ReturnType<(typeof writtenFormats)[number]['writing']['write']>;

async function writeFile(
  target: string,
  pieces: Pieces,
  fail: (row: LabelRow, why: Note) => void,
  signal?: AbortSignal,
): Promise<void> {
  const exists = () => studioError('export-target-exists', { path: target });
  if (existsSync(target)) throw exists();
  function* texts() {
    for (let next = pieces.next(); !next.done; next = pieces.next(false)) {
      const piece = next.value;
      if ('leftOut' in piece) fail(piece.leftOut, piece.why);
      else if ('text' in piece) yield piece.text;
    }
  }
  try {
    await writeWhole(target, texts(), { replace: false, signal });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? exists() : error;
  }
}

/** The path of a file relative to a folder, with forward slashes; absolute if it is on another drive. */
export function relativePath(folder: string, file: string): string {
  const path = relative(folder, file);
  return isAbsolute(path) ? file : path.split(sep).join('/');
}
