import { basename, resolve } from 'node:path';
import { className, type Issue, type Source, type SourceKind, type Split } from '../../../catalog';
import { type StudioError, studioError } from '../../../core/errors';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import type { ClassNames } from '../listing/class-names';
import { issueAt, type ListedFile, type Listing } from '../listing/listing';
import { foldersInWords } from '../listing/split-folders-words';
import { placeIn, type SplitLayout, splitLayout } from '../listing/split-layout';
import { splitMeanings } from '../listing/split-meanings';
import { listsBeside } from '../tables/lists-beside';
import { splitsBeside } from '../tables/splits-beside';
import { exportedLabels } from './exported-labels';
import { guessFolderKind } from './guess-kind';
import { splitsInDisguise } from './splits-in-disguise';
import { type Walked, walk } from './walk';

interface FolderRequest {
  /** What the person says that it is. */
  readonly kind?: SourceKind;
  readonly split?: Split;
  /** How an earlier import read it. */
  readonly known?: Pick<Source, 'kind' | 'split'>;
}

/**
 * The pictures of a folder. What the person says comes first, then how an earlier import read it, then its folders' names. Throws
 * `split-folders` where one split is asked for a tree of several, `no-split-folders`, `unreadable-path`.
 */
export function listFolder(root: string, request: FolderRequest, names: ClassNames): Listing {
  const walked = walk(root);
  const folders = [...new Set(walked.files.map(folderOf))].map((folder) =>
    folder === '' ? [] : folder.split('/'),
  );
  const layout = splitLayout(folders);
  const guessed = request.kind === undefined && request.known === undefined;
  const kind = request.kind ?? request.known?.kind ?? guessKind(root, folders, request.split, layout);
  const split = request.split ?? request.known?.split ?? undefined;
  if (kind === 'split-folders') {
    if (layout === null) throw noSplits(root);
    const listed = listSplitFolders(root, walked, layout, names);
    const beside = listsBeside(root, walked.lists, listed.files);
    // Boxes lie beside pictures as `train/images` and `train/labels`: these folders are no classes.
    const onClasses = [...oneClassFolder(listed.files, names), ...beside];
    return guessed ? { ...listed, notes: [...listed.notes, ...onClasses] } : listed;
  }
  const named = splitOfName(basename(resolve(root)));
  const notes: Note[] = [...walked.notes];
  if (layout && request.kind === undefined && kind === 'folder-per-class') notes.push(readAsClasses(layout));
  const isPool = kind === 'pool' && named !== 'unlabelled';
  if (guessed && split === undefined && !isPool && named !== undefined && named !== 'labelled-train')
    notes.push(byItsName(root, named));
  if (guessed && split === undefined && isPool) notes.push(note('no-class-folders', {}));
  const listed =
    kind === 'pool'
      ? listPool(root, walked, split ?? 'unlabelled')
      : listClassFolders(root, walked, split ?? (guessed ? named : undefined) ?? 'labelled-train', names);
  if (guessed && kind === 'folder-per-class')
    notes.push(
      ...oneClassFolder(listed.files, names),
      ...foldersWithin(walked.files),
      ...splitsInDisguise(walked.files, listed.split),
      ...(listed.split === 'labelled-train' ? splitsBeside(root, walked.lists, listed.files) : []),
    );
  if (guessed && named !== 'unlabelled') notes.push(...listsBeside(root, walked.lists, listed.files));
  return { ...listed, notes };
}

/** Throws `split-folders`: a test split must not become a class to train on because the whole is said to be for training. */
function guessKind(
  root: string,
  folders: readonly (readonly string[])[],
  split: Split | undefined,
  layout: SplitLayout | null,
): SourceKind {
  if (split === 'unlabelled') return 'pool';
  if (layout && split !== undefined) throw severalSplits(root, layout);
  if (split !== undefined) return 'folder-per-class';
  return guessFolderKind(basename(resolve(root)), folders, layout);
}

/** A folder a class: the first folder below the root names the class, whatever lies deeper. */
function listClassFolders(
  root: string,
  { files, problems }: Walked,
  split: Split,
  names: ClassNames,
): Listing {
  const found: ListedFile[] = [];
  const bad = [...problems];
  for (const path of files) {
    const [folder] = partsOf(path);
    if (folder === undefined) bad.push(noClassFolder(path));
    else found.push({ path, split, ...names.check(className(folder)) });
  }
  return listing('folder-per-class', root, split, found, bad);
}

/** Images without labels, flat or nested. */
function listPool(root: string, { files, problems }: Walked, split: Split): Listing {
  const pool = files.map((path): ListedFile => ({ path, split, label: null }));
  return listing('pool', root, split, pool, problems);
}

/**
 * A tree whose folders name splits and, above or below them, classes. What an export of this program says of its files in
 * `labels.csv` comes first. Images of an unlabelled split need no class.
 */
function listSplitFolders(root: string, walked: Walked, layout: SplitLayout, names: ClassNames): Listing {
  const { files, problems } = walked;
  const exported = exportedLabels(root, names);
  const found: ListedFile[] = [];
  const bad: Issue[] = [...problems, ...(exported?.problems ?? [])];
  for (const path of files) {
    const known = exported?.files.get(path);
    if (known) {
      found.push(known);
      continue;
    }
    const place = placeIn(layout, partsOf(path));
    const split =
      place.split ?? (layout.classes === 'above' && place.label !== null ? 'labelled-train' : undefined);
    if (split === undefined) bad.push(besideSplits(path));
    else if (split === 'unlabelled') found.push({ path, split, label: null });
    else if (place.label === null) bad.push(noClassFolder(path));
    else found.push({ path, split, ...names.check(className(place.label)) });
  }
  const notes = [splitsFound(layout), ...walked.notes, ...(exported?.notes ?? [])];
  return { ...listing('split-folders', root, null, found, bad), notes };
}

/** The folders above a file, from the root down. */
const partsOf = (path: string) => path.split('/').slice(0, -1);
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function listing(
  kind: Listing['kind'],
  root: string,
  split: Split | null,
  files: readonly ListedFile[],
  problems: readonly Issue[],
): Listing {
  return { kind, path: resolve(root), root: resolve(root), split, files, problems, notes: [] };
}

const splitNames = ({ folders }: SplitLayout) => Object.values(folders).flat().join(', ');

function noSplits(root: string): StudioError {
  return studioError('no-split-folders', { path: resolve(root) });
}

function severalSplits(root: string, layout: SplitLayout): StudioError {
  return studioError('split-folders', { path: resolve(root), folders: splitNames(layout) });
}

function readAsClasses(layout: SplitLayout): Note {
  return note('splits-as-classes', { folders: splitNames(layout) });
}

/** Folders such as `images` or `2024` are no classes; where all are called so, a person should know how it was read. */
function oneClassFolder(files: Listing['files'], names: ClassNames): Note[] {
  const labels = new Set(files.filter(({ split }) => split !== 'unlabelled').map(({ label }) => label));
  const [label] = labels;
  if (labels.size !== 1 || label === null || names.names.length > 0) return [];
  return [note('one-class-folder', { label })];
}

/** So many folders of a note are named. */
const mostFolders = 5;

/**
 * A class whose images all lie in folders of its own, as in `animals/cat` and `animals/dog`: these may be what a person means by classes. Folders
 * that are called alike in another class, or by a number, are not.
 */
function foldersWithin(files: readonly string[]): Note[] {
  const within = new Map<string, Set<string | undefined>>();
  for (const path of files) {
    const [top, below] = partsOf(path);
    if (top !== undefined) within.set(top, (within.get(top) ?? new Set()).add(below));
  }
  const classesWith = new Map<string | undefined, number>();
  for (const folders of within.values())
    for (const folder of folders) classesWith.set(folder, (classesWith.get(folder) ?? 0) + 1);
  for (const [label, folders] of within) {
    const names = [...folders].filter(
      (folder): folder is string =>
        folder !== undefined && !/^\d[\d_-]*$/.test(folder) && classesWith.get(folder) === 1,
    );
    if (names.length < 2 || names.length < folders.size) continue;
    const named = names.slice(0, mostFolders).join(', ');
    return [
      note('folders-within-class', { label, folders: names.length > mostFolders ? `${named}, …` : named }),
    ];
  }
  return [];
}

function byItsName(root: string, split: Split): Note {
  return note('split-by-name', { folder: basename(resolve(root)), meaning: splitMeanings[split] });
}

const splitsFound = (layout: SplitLayout): Note =>
  note('split-folders-found', { folders: foldersInWords(layout) });

function noClassFolder(place: string): Issue {
  return issueAt(place, note('no-class-folder', {}));
}

function besideSplits(place: string): Issue {
  return issueAt(place, note('no-split-folder', {}));
}
