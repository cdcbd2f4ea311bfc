import { basename, resolve } from 'node:path';
import { className, type Issue, type SourceKind, type Split } from '../../../catalog';
import { type StudioError, studioError } from '../../../core/errors';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import type { ClassNames } from '../listing/class-names';
import { labelsInDoubt } from '../listing/labels-in-doubt';
import { labelsNoClasses } from '../listing/labels-no-classes';
import { issueAt, type ListedFile, type Listing } from '../listing/listing';
import { foldersInWords } from '../listing/split-folders-words';
import { placeIn, type SplitLayout, splitLayout } from '../listing/split-layout';
import { isHeldBackMore, splitMeanings } from '../listing/split-meanings';
import { listsBeside } from '../tables/beside/lists-beside';
import { splitsBeside } from '../tables/beside/splits-beside';
import { foldersWithin, oneClassFolder } from './class-folder-notes';
import { classesBelowSplits } from './classes-below-splits';
import { classesInNames } from './classes-in-names';
import { exportedLabels } from './exported-labels';
import { formatWithin } from './format-within';
import { guessFolderKind } from './guess-kind';
import { hasNewFolders, heldOutSince, type KnownFolder, layoutSince, newFolders } from './known-folder';
import { listsAround } from './lists-around';
import { masksBeside } from './masks-beside';
import { named } from './named';
import { holdsAny, splitsInDisguise } from './splits-in-disguise';
import { type Walked, walk } from './walk';

interface FolderRequest {
  /** The kind that the person names. */
  readonly kind?: SourceKind;
  readonly split?: Split;
  /** How an earlier import read the folder. */
  readonly known?: KnownFolder;
}

/**
 * The pictures of a folder. What the person says has precedence over how an earlier import read it, and that over the names of its folders.
 * Throws `split-folders` if one split is asked for a tree of several, `no-split-folders`, `unreadable-path`.
 */
export function listFolder(root: string, request: FolderRequest, names: ClassNames): Listing {
  const { known } = request;
  const walked = walk(root);
  const folders = [...new Set(walked.files.map(folderOf))].map((folder) =>
    folder === '' ? [] : folder.split('/'),
  );
  const layout = splitLayout(folders, { lone: true });
  const asked = request.kind !== undefined && request.kind !== known?.kind;
  const guessed = !asked && (known === undefined || hasNewFolders(known, folders));
  const kind = request.kind ?? known?.kind ?? guessKind(root, folders, request.split, layout);
  const split = request.split ?? known?.split ?? undefined;
  const own = splitOfName(basename(resolve(root)));
  const rest = split ?? (own === 'unlabelled' ? undefined : own) ?? 'labelled-train';
  if (kind === 'split-folders') {
    if (layout === null) throw noSplits(root);
    if (request.split !== undefined) throw severalSplits(root, layout);
    const listed = listSplitFolders(root, walked, layout, rest, names);
    const within = guessed ? formatWithin(root, walked.files) : [];
    const beside = listsBeside(root, walked.lists, listed.files, walked.files, within.length === 0);
    // Boxes are kept beside pictures as in `train/images` and `train/labels`: these folders are not classes.
    const onClasses = [
      ...oneClassFolder(listed.files, names),
      ...labelsInDoubt(listed.files),
      ...labelsNoClasses(listed.files, names),
      ...classesBelowSplits(listed.files, layout),
      ...masksBeside(walked.files),
      ...within,
      ...classesInNames(listed.files.some(({ label }) => label !== null) ? [] : toTrainOn(walked, layout)),
      ...beside,
    ];
    return guessed ? { ...listed, notes: [...listed.notes, ...onClasses] } : listed;
  }
  const added = known && !asked && kind === 'folder-per-class' ? layoutSince(known, folders, split) : null;
  if (added) {
    const listed = { ...listSplitFolders(root, walked, added, rest, names), kind, split: rest };
    return bySplitLists(listed, walked, request);
  }
  const notes: Note[] = [...walked.notes];
  if (layout && !asked && known && kind === 'folder-per-class') notes.push(readAsClasses(layout));
  const isPool = kind === 'pool' && own !== 'unlabelled';
  const isNew = guessed && known === undefined;
  if (isNew && split === undefined && !isPool && own !== undefined && own !== 'labelled-train')
    notes.push(byItsName(root, own));
  if (isNew && split === undefined && isPool) {
    notes.push(note('no-class-folders', {}), ...classesInNames(walked.files));
    if (own !== undefined && own !== 'labelled-train')
      notes.push(
        note('pool-named-held-out', { folder: basename(resolve(root)), meaning: splitMeanings[own] }),
      );
  }
  if (guessed && kind === 'pool') notes.push(...masksBeside(walked.files));
  if (guessed && known && isPool && folders.some((parts) => parts.length > 0))
    notes.push(note('pool-with-folders', { folders: named(newFolders(known, folders)) }));
  const listed =
    kind === 'pool'
      ? listPool(root, walked, split ?? 'unlabelled', known && !asked ? heldOutSince(known, folders) : null)
      : listClassFolders(root, walked, split ?? (isNew ? own : undefined) ?? 'labelled-train', names);
  const within = guessed && kind === 'folder-per-class' ? formatWithin(root, walked.files) : [];
  if (guessed && kind === 'folder-per-class')
    notes.push(
      ...oneClassFolder(listed.files, names),
      ...labelsInDoubt(listed.files),
      ...labelsNoClasses(listed.files, names),
      ...foldersWithin(walked.files),
      ...within,
      ...masksBeside(walked.files),
      ...splitsInDisguise(walked.files.map(partsOf), listed.split),
    );
  if (guessed && own !== 'unlabelled')
    notes.push(...listsBeside(root, walked.lists, listed.files, walked.files, within.length === 0));
  return bySplitLists({ ...listed, notes }, walked, request);
}

/**
 * Folders of classes with the splits that lists beside them give, unless a person says what the images are for. Their source then has no
 * split of its own; if the lists are gone when it is read again, its images keep their splits.
 */
function bySplitLists(listed: Listing, walked: Walked, { split, known }: FolderRequest): Listing {
  const isMeant = split !== undefined || typeof known?.split === 'string';
  if (isMeant || listed.kind !== 'folder-per-class' || listed.split !== 'labelled-train') return listed;
  const isOpen = (file: ListedFile) => file.split === 'labelled-train';
  const lists = [...walked.lists, ...listsAround(listed.root)];
  const { splits, notes, lists: read } = splitsBeside(listed.root, lists, listed.files.filter(isOpen));
  if (splits === null && known === undefined) return { ...listed, notes: [...listed.notes, ...notes] };
  const given = splits ?? new Map(known?.files.map(({ path, givenSplit }) => [path, givenSplit]));
  const files = listed.files.map((file) => {
    const own = isOpen(file) ? given.get(file.path) : undefined;
    return own === undefined
      ? file
      : { ...file, split: own, label: own === 'unlabelled' ? null : file.label };
  });
  if (splits === null) return { ...listed, split: null, files };
  // The lists that were followed are no longer among the files that were ignored.
  const others = listed.notes.filter((each) => !walked.notes.includes(each));
  return { ...listed, split: null, files, notes: [...others, ...walked.notesAfter(read), ...notes] };
}

/**
 * Guesses the kind of a folder. Throws `split-folders`: a test split must not become a class to train on because the whole folder is said
 * to be for training.
 */
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

/** One folder for each class: the first folder below the root names the class, however deep a file lies. */
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

/** Images without labels, flat or nested, but for those that folders named in a layout hold out. */
function listPool(
  root: string,
  { files, problems }: Walked,
  split: Split,
  heldOut: SplitLayout | null,
): Listing {
  const pool = files.map((path): ListedFile => {
    const place = heldOut && placeIn(heldOut, partsOf(path));
    return place?.split && isHeldBackMore(place.split, split)
      ? { path, split: place.split, label: place.label && className(place.label) }
      : { path, split, label: null };
  });
  return listing('pool', root, split, pool, problems);
}

/**
 * A tree whose folders name splits and, above or below them, classes. What an export of this program says about its files in `labels.csv`
 * has precedence. Images of an unlabelled split need no class; those of classes without a split become those of `rest`.
 */
function listSplitFolders(
  root: string,
  walked: Walked,
  layout: SplitLayout,
  rest: Split,
  names: ClassNames,
): Listing {
  const { files, problems } = walked;
  const exported = exportedLabels(root, names);
  const found: ListedFile[] = [];
  const bad: Issue[] = [...problems, ...(exported?.problems ?? [])];
  const labels = new Set([...layout.places.values()].map(({ label }) => label));
  // Beside classes, a folder of pictures is none: Tiny ImageNet has `val/images` beside `train/n01443537`.
  const isClass = (label: string) =>
    !holdsAny.test(label) || [...labels].every((each) => each === null || holdsAny.test(each));
  for (const path of files) {
    const known = exported?.files.get(path);
    if (known) {
      found.push(known);
      continue;
    }
    const place = placeIn(layout, partsOf(path));
    const split = place.split ?? (place.label === null ? undefined : rest);
    if (split === undefined) bad.push(besideSplits(path));
    else if (split === 'unlabelled') found.push({ path, split, label: null });
    else if (place.label === null || !isClass(place.label)) bad.push(noClassFolder(path));
    else found.push({ path, split, ...names.check(className(place.label)) });
  }
  const notes = [splitsFound(layout), ...loneFolders(layout), ...walked.notes, ...(exported?.notes ?? [])];
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

/** The pictures that no folder holds out: those for testing often have no class in their names. */
const toTrainOn = ({ files }: Walked, layout: SplitLayout) =>
  files.filter((path) => !isHeldBackMore(placeIn(layout, partsOf(path)).split ?? undefined, undefined));

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

function byItsName(root: string, split: Split): Note {
  return note('split-by-name', { folder: basename(resolve(root)), meaning: splitMeanings[split] });
}

const splitsFound = (layout: SplitLayout): Note =>
  note('split-folders-found', { folders: foldersInWords(layout) });

/** A folder that alone is named like a split may be a class all the same, so a note says how it was read. */
function loneFolders({ lone }: SplitLayout): Note[] {
  if (lone.length === 0) return [];
  // If the whole folder were read as a folder for each class, the folders above would become the classes.
  const isWithin = lone.some((folder) => folder.includes('/'));
  return [note(isWithin ? 'lone-split-folders-within' : 'lone-split-folders', { folders: named(lone) })];
}

function noClassFolder(place: string): Issue {
  return issueAt(place, note('no-class-folder', {}));
}

function besideSplits(place: string): Issue {
  return issueAt(place, note('no-split-folder', {}));
}
