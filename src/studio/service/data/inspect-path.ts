import { type Dirent, opendirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Source, SourceKind, Split } from '../../../catalog';
import type { PathGuess } from '../../../contract';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { InEach } from '../../../core/words/language';
import { isImageName, isSystemName } from '../../../data/decode/format/file-names';
import { guessFolderKind } from '../../import/folders/guess-kind';
import { listsAround } from '../../import/folders/lists-around';
import { isMetadataFolder, metadataTitle } from '../../import/folders/metadata-folder';
import { splitLayout } from '../../import/listing/split-layout';
import { foreignLabels } from '../../import/tables/beside/foreign-labels';
import { mayBeList } from '../../import/tables/beside/lists-beside';
import { listsOfSplits } from '../../import/tables/beside/splits-beside';
import { listKind } from '../../import/tables/reading/list-kind';
import { ListPlace } from '../../lists/list-place';
import { formatAt, formatTitle } from '../../lists/table';
import type { Project } from '../../project/folder/project';

const listed = 8;
/** The most entries that are read of a folder, which may have a million files. */
const lookedAt = 20_000;
/** How many folders of a tree are looked into, and how deep. */
const most = { folders: 400, depth: 5, names: 200_000, lists: 200 };

/** The largest table that is looked into for a column of splits: larger ones take too long for a first look. */
const mostTable = 16 * 2 ** 20;

/** A guess at what a folder or list is, mostly from names: it is quick, and a person can correct it. */
export function inspectPath(project: Project, raw: string): PathGuess {
  const path = resolve(raw);
  const source = project.catalog.sources.findByPath(path);
  // A source that was taken out is read anew.
  const known = source && !project.catalog.sources.isRemoved(source.id) ? source : undefined;
  const empty = {
    path,
    folders: [],
    folderCount: 0,
    looseFiles: 0,
    empty: false,
    known: known !== undefined,
    testSet: known?.setId ? project.catalog.testSets.get(known.setId).name : null,
    splits: null,
    splitLists: [],
    format: null,
  };
  const format = formatOf(path, known);
  if (format) return { ...empty, kind: 'list', split: known?.split ?? null, format };
  const entries = entriesOf(path);
  if (!entries) {
    const list = listOf(path);
    return { ...empty, kind: list ?? null, split: list ? (known?.split ?? null) : null };
  }
  const { holders, files, names, lists } = lookInto(path);
  const folders = [...new Set(holders.flatMap((parts) => parts.slice(0, 1)))].sort();
  const layout = splitLayout(holders, { lone: true });
  const loose = entries.some(({ name }) => isImageName(name) && !isSystemName(name));
  const kind = known?.kind ?? guessFolderKind(basename(path), loose ? [[], ...holders] : holders, layout);
  const split = known ? known.split : guessSplit(path, kind);
  const isOpen = !known && kind === 'folder-per-class' && split === 'labelled-train';
  const splitLists = isOpen
    ? listsOfSplits(path, [...foreignLabels(path), ...lists, ...listsAround(path)], names, mostTable)
    : [];
  return {
    ...empty,
    kind,
    split: splitLists.length > 0 ? null : split,
    splits: layout && { folders: layout.folders },
    splitLists: splitLists.slice(0, listed),
    empty: files === 0,
    folders: folders.slice(0, listed),
    folderCount: folders.length,
    looseFiles: entries.filter(({ name }) => isImageName(name) && !isSystemName(name)).length,
  };
}

/** The title of a list format of another program; a source that is already in the project is read as before. */
function formatOf(path: string, known: Source | undefined): InEach<string> | null {
  if (known && known.kind !== 'list') return null;
  try {
    const place = new ListPlace(path);
    const format = formatAt(place);
    if (format) return formatTitle(format);
    return isMetadataFolder(place) ? metadataTitle(place) : null;
  } catch {
    return null;
  }
}

function listOf(path: string): 'csv' | 'jsonl' | undefined {
  try {
    return listKind(path);
  } catch {
    return undefined;
  }
}

/** The name of a folder often says what its images are for; null if its folders do. */
function guessSplit(path: string, kind: SourceKind): Split | null {
  if (kind === 'split-folders') return null;
  return kind === 'pool' ? 'unlabelled' : (splitOfName(basename(path)) ?? 'labelled-train');
}

/** What the first folders of a tree hold. */
interface Look {
  /** The folders that directly contain an image, as names from the root down, the nearest first. */
  readonly holders: readonly string[][];
  /** The number of files, at least 1 if not all could be looked at. */
  readonly files: number;
  /** Names of the first images. */
  readonly names: readonly string[];
  /** The first files that may be lists, relative to the root. */
  readonly lists: readonly string[];
}

function lookInto(root: string): Look {
  const holders: string[][] = [];
  const [names, lists]: [string[], string[]] = [[], []];
  let files = 0;
  let all = true;
  const waiting: string[][] = [[]];
  for (let looked = 0; waiting.length > 0 && looked < most.folders; looked++) {
    const parts = waiting.shift() as string[];
    const folder = join(root, ...parts);
    const found = entriesOf(folder);
    if (!found) all = false;
    const entries = (found ?? []).filter(({ name }) => !isSystemName(name));
    if (parts.length > 0 && entries.some((entry) => isImageName(entry.name) && !isFolder(folder, entry)))
      holders.push(parts);
    for (const entry of entries)
      if (!isFolder(folder, entry)) {
        files++;
        if (isImageName(entry.name) && names.length < most.names) names.push(entry.name);
        if (mayBeList(entry.name) && entry.name !== 'labels.csv' && lists.length < most.lists)
          lists.push([...parts, entry.name].join('/'));
      } else if (parts.length < most.depth) waiting.push([...parts, entry.name]);
      else all = false;
  }
  if (waiting.length > 0) all = false;
  return { holders, files: all ? files : Math.max(1, files), names, lists };
}

function entriesOf(path: string): Dirent[] | null {
  try {
    const folder = opendirSync(path);
    const entries: Dirent[] = [];
    for (let entry = folder.readSync(); entry && entries.length < lookedAt; entry = folder.readSync())
      entries.push(entry);
    folder.closeSync();
    return entries;
  } catch {
    return null;
  }
}

function isFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(path, entry.name)).isDirectory();
  } catch {
    return false;
  }
}
