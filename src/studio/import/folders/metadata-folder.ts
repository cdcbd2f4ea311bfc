import { statSync } from 'node:fs';
import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import type { Issue } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { InEach } from '../../../core/words/language';
import { type Note, note } from '../../../core/words/notes';
import type { ListPlace } from '../../lists/list-place';
import { readListHead } from '../listing/list-text';
import { issueAt, type ListedFile, type Listing } from '../listing/listing';
import { isHeldBackMore, splitMeanings } from '../listing/split-meanings';
import { csvRows } from '../tables/reading/csv-rows';
import { jsonRows } from '../tables/reading/json-rows';
import { type ListOptions, listCsv, listJsonLines } from '../tables/reading/list-file';
import type { ReadRows } from '../tables/reading/read-rows';
import { walk } from './walk';

/**
 * Hugging Face's `imagefolder` (huggingface.co/docs/datasets/image_dataset): a `metadata.csv` or `metadata.jsonl`, in the folder of each
 * split or in the common folder, names its files and their labels.
 */
const metadataFolderTitle: InEach<string> = {
  en: 'Hugging Face imagefolder',
  ko: 'Hugging Face imagefolder',
};

/** Roboflow's exports as CSV: `_classes.csv` with a column for each class, or `_annotations.csv` with boxes, in the folder of each split. */
const roboflowTitle: InEach<string> = { en: 'Roboflow CSV', ko: 'Roboflow CSV' };

const roboflowNames = ['_classes.csv', '_annotations.csv'];
const listNames = ['metadata.csv', 'metadata.jsonl', ...roboflowNames];

const isRoboflow = (list: string) => roboflowNames.includes(posix.basename(list));

/** What such a folder is called. */
export const metadataTitle = (place: ListPlace): InEach<string> =>
  metadataLists(place).some(isRoboflow) ? roboflowTitle : metadataFolderTitle;

/** Whether a folder has such lists, and any of them contains labels that its folders do not show. */
export const isMetadataFolder = (place: ListPlace): boolean =>
  place.isFolder && metadataLists(place).some((list) => saysClasses(place.file(list)));

/** The images that the folder's lists name. Pictures that no list names are reported. */
export function listMetadataFolder(place: ListPlace, options: ListOptions): Listing {
  const files = new Map<string, ListedFile>();
  const problems: Issue[] = [];
  const notes: Note[] = [note('list-read-as', { format: metadataTitle(place) })];
  const classes = new Set<string>();
  const lists = metadataLists(place);
  for (const list of lists) {
    const { split, said } = splitOfFolder(posix.dirname(list), options);
    const read = list.endsWith('.csv') ? listCsv : listJsonLines;
    const listing = read(place.file(list), { ...options, split });
    notes.push(...said, ...listing.notes);
    for (const name of listing.classes ?? []) classes.add(name);
    problems.push(
      ...listing.problems.map((each) => ({ ...each, place: posix.join(dirname(list), each.place) })),
    );
    for (const file of listing.files)
      take(files, { ...file, path: below(place, list, file.path) }, list, problems);
  }
  const named = lists.join(', ');
  for (const path of walk(place.path).files)
    if (!files.has(path)) problems.push(issueAt(path, note('no-metadata-row', { lists: named })));
  return {
    ...{ kind: 'list', path: place.path, root: place.path, split: options.split },
    ...{ files: [...files.values()], problems, notes: eachOnce(notes) },
    ...(classes.size > 0 && { classes: [...classes] }),
  };
}

/**
 * The lists, relative to the folder: its own, those of the folders in it, and those of the folders in `data`, where repositories keep them.
 */
function metadataLists(place: ListPlace): string[] {
  const folders = ['', ...place.folders(), ...place.folders('data').map((name) => `data/${name}`)];
  return folders
    .flatMap((folder) => listNames.map((name) => posix.join(folder, name)))
    .filter(
      (list) =>
        statSync(place.file(list), { throwIfNoEntry: false })?.isFile() &&
        namesFiles(rowsAt(place.file(list)), isRoboflow(list)),
    );
}

/** The rows in the first part of a list; null if the file is not a list. */
function rowsAt(file: string): ReadRows | null {
  try {
    const head = readListHead(file);
    return file.endsWith('.csv') ? csvRows(file, head) : jsonRows(file, head);
  } catch {
    return null;
  }
}

const namesFiles = (read: ReadRows | null, anyName: boolean) =>
  read?.names.path !== undefined && (anyName || read.names.path.toLowerCase() === 'file_name') && !read.own;

/**
 * Whether a list has labels that its folders do not show. If there are several folders and each has images of one label, the folders are
 * the classes and are read as such.
 */
function saysClasses(file: string): boolean {
  const read = rowsAt(file);
  if (!read) return false;
  if (read.names.label === undefined)
    return isRoboflow(file.split(sep).join('/')) && read.classColumns.labelled(read.rows).classes.length > 0;
  const byFolder = new Map<string, Set<string>>();
  for (const { path = '', label } of read.rows)
    if (label?.trim()) byFolder.set(dirname(path), (byFolder.get(dirname(path)) ?? new Set()).add(label));
  const areClasses = byFolder.size > 1 && [...byFolder.values()].every(({ size }) => size === 1);
  return byFolder.size > 0 && !areClasses;
}

/** The split that the name of a list's folder stands for, if it is held out, with or without labels. */
function splitOfFolder(
  folder: string,
  { split }: ListOptions,
): { split: ListOptions['split']; said: Note[] } {
  const named = splitOfName(posix.basename(folder));
  if (split !== null || named === undefined) return { split, said: [] };
  const said = [note('split-by-name', { folder, meaning: splitMeanings[named] })];
  return { split: isHeldBackMore(named, undefined) ? named : null, said };
}

/** If two lists name a file, the one that holds it out has precedence. */
function take(files: Map<string, ListedFile>, file: ListedFile, list: string, problems: Issue[]): void {
  const before = files.get(file.path);
  if (before) problems.push(issueAt(list, note('repeated-row', { path: file.path })));
  if (!before || isHeldBackMore(file.split, before.split)) files.set(file.path, file);
}

/** Converts a path in a list to one relative to the common folder. */
function below(place: ListPlace, list: string, path: string): string {
  const inside = relative(place.path, resolve(dirname(place.file(list)), path));
  return inside.startsWith('..') || isAbsolute(inside)
    ? resolve(place.path, path)
    : inside.split(sep).join('/');
}

function eachOnce(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((each) => [JSON.stringify(each), each])).values()];
}
