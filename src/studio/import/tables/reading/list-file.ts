import { basename, dirname, resolve } from 'node:path';
import type { Split } from '../../../../catalog';
import { studioError } from '../../../../core/errors';
import { type Note, note } from '../../../../core/words/notes';
import type { ClassNames } from '../../listing/class-names';
import { labelsInDoubt } from '../../listing/labels-in-doubt';
import { labelsNoClasses } from '../../listing/labels-no-classes';
import { type ListText, readListHead, readListText } from '../../listing/list-text';
import type { Listing } from '../../listing/listing';
import { finerColumns } from '../columns/finer-columns';
import { columnsError, csvShape, type ListNames } from '../columns/list-columns';
import { Downloads, refuseRemote } from '../paths/downloads';
import { ImageFolders } from '../paths/image-folders';
import { withoutAbsent } from '../rows/absent-labels';
import { bracketsAll, withoutBrackets } from '../rows/label-literals';
import { listedFiles, namesSplit } from '../rows/list-rows';
import { labelsForNone } from '../rows/no-label';
import { namesObjects, rowsByImage } from '../rows/object-rows';
import { type SplitByName, splitByName } from '../splits/split-by-name';
import { csvRows } from './csv-rows';
import { jsonRows } from './json-rows';
import type { ReadRows } from './read-rows';

export interface ListOptions {
  /** The split of rows that name none. */
  readonly split: Split | null;
  /** What a person says that all images are for: what the list would train on follows it. */
  readonly asked?: Split;
  readonly names: ClassNames;
  /** A name of the Encoding Standard; detected if left out. */
  readonly encoding?: string;
}

/**
 * A list with any usual separator, whose header names a column of paths and optionally labels, splits and groups. Further columns are
 * ignored, with a note. Throws `list-empty`, `list-too-many-rows`, and `list-columns` if no column names the files.
 */
export function listCsv(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  if (read.text.trim() === '') throw studioError('list-empty', { file });
  return listing('csv', file, read, csvRows(file, read.text), options);
}

/** Whether a file is a CSV that this program wrote. */
export function isExport(file: string): boolean {
  try {
    return csvShape(file, readListHead(file)).own;
  } catch {
    return false;
  }
}

/** JSON Lines: each line is an object with path, label, split, group. */
export function listJsonLines(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  return listing('jsonl', file, read, jsonRows(file, read.text), options);
}

function listing(
  kind: 'csv' | 'jsonl',
  file: string,
  text: ListText,
  read: ReadRows,
  { split, asked, names }: ListOptions,
): Listing {
  const path = resolve(file);
  const root = dirname(path);
  const { own, problems } = read;
  const hasColumn = read.names.label !== undefined;
  const {
    rows,
    classes,
    notes: onClasses,
  } = hasColumn ? labelledRows(read) : read.classColumns.labelled(read.rows);
  const hasLabels = hasColumn || classes.length > 0;
  const isSubmission = !own && isSample(path);
  // Kaggle's sample_submission.csv has a label for every test image, mostly the same one.
  const sample = isSubmission && hasLabels;
  const byName = own ? null : nameFor(path, read);
  const isForTesting = isSubmission || (byName !== null && byName.split !== 'labelled-train');
  if (read.names.weak.includes('path') && !hasLabels && onClasses.length === 0 && !isForTesting)
    throw columnsError(file, columnsOf(read));
  // A list for testing need not have labels, but its images must not be learnt from as a pool either.
  const held = split === null && byName !== null && byName.split !== 'labelled-train' ? byName : null;
  const downloads = new Downloads(
    root,
    rows.map((row) => row.path),
  );
  const folders = new ImageFolders(root, path);
  const brackets = bracketsAll(rows);
  const plain = rows.map((row) => downloads.row(own ? row : withoutBrackets(row, names, brackets)));
  const { files, notes } = listedFiles(sample ? plain.map((row) => ({ ...row, label: undefined })) : plain, {
    ...{ root, folders, names, own, problems, asked, none: labelsForNone(plain) },
    split: split ?? held?.split ?? null,
    likelySplit: split ?? byName?.split,
    hasSplits: split === null && read.names.split !== undefined,
  });
  refuseRemote(path, problems, files.length);
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
      ...(own ? [] : finerColumns(read.names.label, others)),
      ...folders.notes,
      ...downloads.notes,
      ...notes,
      ...(own || sample ? [] : [...labelsInDoubt(files), ...labelsNoClasses(files, names)]),
    ],
  };
}

/** What the name of a list says about its rows without a split; null if there are none. A flag that says no is an answer too. */
function nameFor(path: string, { rows, names: { split, flags } }: ReadRows): SplitByName | null {
  const saysSplits = rows.some(namesSplit);
  if (saysSplits && (flags.length > 0 || rows.every(namesSplit))) return null;
  const byName = splitByName(path);
  // For rows without a split in a list that gives splits, a name for training says no more than their labels.
  return split !== undefined && byName?.split === 'labelled-train' ? null : byName;
}

/**
 * Whether a list is named like answers that are submitted to a competition (`sample_submission`, `SampleSubmissionStage1`,
 * `submission_format`): they are examples, or a model's.
 */
export const isSample = (path: string): boolean => /submissions?|sample[\s_-]*subs?\b/i.test(basename(path));

/**
 * The rows of a list with a column of labels; a list of objects gets one row for each image, since most images have several objects of one
 * class.
 */
function labelledRows({ rows, others, own }: ReadRows) {
  if (own) return { rows, classes: [], notes: [] };
  const present = withoutAbsent(rows);
  if (!namesObjects(others)) return { ...present, classes: [] };
  const notes = [note('list-of-objects', {}), ...present.notes];
  return { rows: rowsByImage(present.rows), classes: [], notes };
}

/** A note on a column of labels that is empty, as in a list that is still to be filled in. */
function emptyLabels({ rows, names, own }: ReadRows): Note[] {
  if (own || names.label === undefined || rows.length === 0) return [];
  return rows.some(({ label }) => label?.trim()) ? [] : [note('labels-empty', { column: names.label })];
}

const columnsOf = ({ names: { path, split, group }, others }: ReadRows): string[] => [
  ...[path, split, group].filter((name) => name !== undefined),
  ...others,
];

/** A note on columns without a clear name, which says what they were taken for. */
function readAs({ weak, path, label, split, group, flags }: ListNames): Note[] {
  if (weak.length === 0) return [];
  const meant = {
    path: { en: 'files', ko: '파일' },
    label: { en: 'labels', ko: '라벨' },
    split: { en: 'splits', ko: '분할' },
    group: { en: 'groups', ko: '그룹' },
  };
  const named = {
    path: [path],
    label: [label],
    group: [group],
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
