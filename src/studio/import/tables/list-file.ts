import { basename, dirname, extname, resolve } from 'node:path';
import type { Issue, Split } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import { splitWord } from '../../lists/splits';
import type { ClassNames } from '../listing/class-names';
import type { Listing } from '../listing/listing';
import { csvRows } from './csv-rows';
import { jsonRows } from './json-rows';
import { withoutBrackets } from './label-literals';
import { csvShape, type ListNames } from './list-columns';
import { type ListRow, listedFiles } from './list-rows';
import { type ListText, readListText } from './list-text';
import { namesObjects, rowsByImage } from './object-rows';
import type { ReadRows } from './read-rows';

export interface ListOptions {
  /** Where a row does not say it. */
  readonly split: Split | null;
  readonly names: ClassNames;
  /** A name of the Encoding Standard; found out where left out. */
  readonly encoding?: string;
}

/**
 * A list with separators of any usual kind, whose header names a column of paths and maybe labels, splits and groups. Further columns are
 * passed over, in words. Throws `list-empty`, and `list-columns` where no column names the files.
 */
export function listCsv(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  if (read.text.trim() === '') throw studioError('list-empty', { file });
  return listing('csv', file, read, csvRows(file, read.text), options);
}

/** Whether a file is a CSV that this program wrote. */
export function isExport(file: string): boolean {
  try {
    return csvShape(file, readListText(file).text).own;
  } catch {
    return false;
  }
}

/** JSON Lines: an object with path, label, split, group a line. */
export function listJsonLines(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  return listing('jsonl', file, read, jsonRows(file, read.text), options);
}

function listing(
  kind: 'csv' | 'jsonl',
  file: string,
  text: ListText,
  read: ReadRows,
  { split, names }: ListOptions,
): Listing {
  const path = resolve(file);
  const root = dirname(path);
  const { own, problems } = read;
  // Kaggle's sample_submission.csv has a label for every test image, mostly the same one.
  const sample = !own && isSample(path) && read.names.label !== undefined;
  const hasColumn = read.names.label !== undefined;
  const {
    rows,
    classes,
    notes: onClasses,
  } = hasColumn ? labelledRows(read) : read.classColumns.labelled(read.rows);
  const hasLabels = hasColumn || classes.length > 0;
  if (read.names.weak.includes('path') && !hasLabels && onClasses.length === 0)
    throw columnsError(file, read);
  const byName =
    own || read.names.split !== undefined || read.names.flags.length > 0 ? null : splitByName(path);
  const held =
    split === null && hasLabels && byName !== null && byName.split !== 'labelled-train' ? byName : null;
  const plain = own ? rows : rows.map((row) => withoutBrackets(row, names));
  const { files, notes } = listedFiles(sample ? plain.map((row) => ({ ...row, label: undefined })) : plain, {
    ...{ root, names, own, problems },
    split: split ?? held?.split ?? null,
    likelySplit: split ?? byName?.split,
    hasSplits: split === null && read.names.split !== undefined,
  });
  refuseRemote(path, { rows, problems }, files.length);
  const used = new Set(classes);
  const others = read.others.filter((name) => !used.has(name));
  return {
    ...{ kind, path, root, split, files, problems },
    ...(classes.length > 0 && { classes }),
    notes: [
      ...textNotes(text),
      ...readAs(read.names),
      ...read.notes,
      ...(held ? [note('list-split-by-name', { list: held.list, split: held.word })] : []),
      ...onClasses,
      ...(sample ? [note('sample-answers', { list: basename(path) })] : []),
      ...emptyLabels(read),
      ...(hasLabels || others.length === 0 || onClasses.length > 0 ? [] : [note('no-label-column', {})]),
      ...passedOver(others),
      ...notes,
    ],
  };
}

/** Whether a list is called as a competition calls its example of how answers are handed in. */
export const isSample = (path: string): boolean => /sample[\s_-]*sub(mission)?s?\b/i.test(basename(path));

/** The rows of a list with a column of labels; those of objects become one an image, since most have several of one class. */
function labelledRows({ rows, others, own }: ReadRows) {
  if (own || !namesObjects(others)) return { rows, classes: [], notes: [] };
  return { rows: rowsByImage(rows), classes: [], notes: [note('list-of-objects', {})] };
}

/** Throws `list-remote` where no image lies on this machine. */
function refuseRemote(
  path: string,
  { rows, problems }: { readonly rows: readonly ListRow[]; readonly problems: readonly Issue[] },
  files: number,
): void {
  const remote = problems.filter(({ code }) => code === 'entry-remote').length;
  if (files === 0 && remote > 0 && remote === rows.length)
    throw studioError('list-remote', { path, count: remote });
}

/** A column of labels without any, such as of a list that is still to be filled in. */
function emptyLabels({ rows, names, own }: ReadRows): Note[] {
  if (own || names.label === undefined || rows.length === 0) return [];
  return rows.some(({ label }) => label?.trim()) ? [] : [note('labels-empty', { column: names.label })];
}

function columnsError(file: string, { names, others }: ReadRows) {
  const columns = [names.path, ...others].map((name) => `"${name}"`).join(', ');
  return studioError('list-columns', { file, columns });
}

/** What is held out by the name of a list, or of its folder, though no column says so: `test_labels.csv`, Roboflow's `valid/_classes.csv`. */
function splitByName(path: string): { split: Split; list: string; word: string } | null {
  const list = basename(path);
  const folder = basename(dirname(path));
  const own = splitWord(list.slice(0, list.length - extname(list).length));
  // A folder `dev` is where a developer works.
  const word = own ?? (/^dev$/i.test(folder) ? undefined : folder);
  const split = splitOfName(word ?? '');
  if (word === undefined || split === undefined || split === 'unlabelled') return null;
  return { split, word, list: own === undefined ? `${folder}/${list}` : list };
}

/** Columns that were not known by a plain name: what they were taken for is said. */
function readAs({ weak, path, label, split, flags }: ListNames): Note[] {
  if (weak.length === 0) return [];
  const meant = {
    path: { en: 'files', ko: '파일' },
    label: { en: 'labels', ko: '라벨' },
    split: { en: 'splits', ko: '분할' },
  };
  const named = {
    path: [path],
    label: [label],
    split: split === undefined ? flags.map(({ key }) => key) : [split],
  };
  const inWords = (language: 'en' | 'ko') =>
    weak
      .map((column) => `${named[column].map((key) => `"${key}"`).join(', ')} (${meant[column][language]})`)
      .join(', ');
  return [note('columns-read-as', { columns: { en: inWords('en'), ko: inWords('ko') } })];
}

function textNotes({ encoding, guessed }: ListText): Note[] {
  if (guessed) return [note('encoding-guessed', { encoding, sample: JSON.stringify(guessed.sample) })];
  return encoding === 'utf-8' ? [] : [note('encoding', { encoding })];
}

function passedOver(others: readonly string[]): Note[] {
  if (others.length === 0) return [];
  const named = (nameless: string) => others.map((name) => (name === '' ? nameless : `"${name}"`)).join(', ');
  const columns = { en: named('one without a name'), ko: named('이름 없는 열') };
  return [note('columns-passed-over', { columns })];
}
