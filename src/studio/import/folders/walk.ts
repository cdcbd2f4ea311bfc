import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Issue } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { counted } from '../../../core/words/counted';
import { type Note, note } from '../../../core/words/notes';
import {
  isArchive,
  isDottedName,
  isImageName,
  isPacked,
  isSystemName,
  unreadKind,
} from '../../../data/decode/format/file-names';
import { holdsImage } from '../../../data/decode/format/sniff';
import { nameLists } from '../listing/class-lines';
import { issueAt } from '../listing/listing';
import { mayBeList } from '../tables/beside/lists-beside';
import { escaped, namesOf } from './file-bytes';

export interface Walked {
  /** Relative to the root, with forward slashes, in name order. */
  readonly files: readonly string[];
  readonly problems: readonly Issue[];
  /** How many other files there are, by extension. */
  readonly notes: readonly Note[];
  /** The same notes for when these files, relative to the root, were read as lists. */
  readonly notesAfter: (read: readonly string[]) => readonly Note[];
  /** The first of the other files that may be lists. */
  readonly lists: readonly string[];
}

/** Other files of a folder that an import reads. */
const ours = new Set(['labels.json', 'labels.csv', ...nameLists]);
/** The limit is needed because a tree with boxes has as many texts as images. */
const mostLists = 1000;
/** For how many extensions the number of files is given. */
const endingsSaid = 12;
/** Extensions of other programs' tables: Oxford Flowers has its labels in `imagelabels.mat`. */
const mayHaveLabels = /^\.(mat|xlsx?|xlsm|ods|numbers|npy|pkl|pickle|feather|sqlite3?)$/;
/** How many hidden folders are named. */
const foldersSaid = 5;

/**
 * Every picture below a folder: each file with the name of one, and each other file that begins like one. Links are followed, but a loop of
 * links only once. Hidden and system files are skipped, other files are counted, and hidden folders with pictures are named. Throws
 * `unreadable-path` if the folder itself cannot be read.
 */
export function walk(root: string): Walked {
  const files: string[] = [];
  const problems: Issue[] = [];
  const others = new Map<string, number>();
  const lists: string[] = [];
  const hidden: string[] = [];
  const visit = (folder: string, above: readonly string[]) => {
    const real = realPathOf(root, folder, problems);
    if (real === null) return;
    if (above.includes(real)) {
      problems.push(issueAt(folder, note('link-loop', {})));
      return;
    }
    for (const entry of entriesOf(root, folder, problems)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isSystemName(entry.name)) {
        if (isDottedName(entry.name) && holdsPictures(root, path)) hidden.push(path);
        continue;
      }
      // A folder named x.jpg is a folder, and a broken link named x.jpg is a bad file.
      if (isFolder(root, path, entry)) visit(path, [...above, real]);
      else if (isImageName(entry.name) || holdsImage(join(root, path))) files.push(path);
      else if (!ours.has(path)) {
        const ending = extname(entry.name).toLowerCase();
        others.set(ending, (others.get(ending) ?? 0) + 1);
        if (mayBeList(entry.name) && lists.length < mostLists) lists.push(path);
      }
    }
  };
  try {
    readdirSync(root);
  } catch (error) {
    throw studioError('unreadable-path', { path: root, reason: reasonFor(error) }, { cause: error });
  }
  visit('', []);
  const { unread, notes } = toldOf(others);
  const notesAfter = (read: readonly string[]) => [
    ...toldOf(withoutRead(others, lists, read)).notes,
    ...hiddenNotes(hidden),
  ];
  return {
    files,
    problems: [...problems, ...unread],
    notes: [...notes, ...hiddenNotes(hidden)],
    notesAfter,
    lists,
  };
}

/** The numbers of other files, by extension, without those of `lists` that were read. */
function withoutRead(
  others: ReadonlyMap<string, number>,
  lists: readonly string[],
  read: readonly string[],
): ReadonlyMap<string, number> {
  const left = new Map(others);
  for (const name of lists.filter((each) => read.includes(each))) {
    const ending = extname(name).toLowerCase();
    left.set(ending, (left.get(ending) ?? 0) - 1);
  }
  return new Map([...left].filter(([, count]) => count > 0));
}

/** Hidden folders with pictures, which may be meant as classes. */
function hiddenNotes(folders: readonly string[]): Note[] {
  if (folders.length === 0) return [];
  return [
    note('hidden-folders', { count: folders.length, folders: folders.slice(0, foldersSaid).join(', ') }),
  ];
}

function holdsPictures(root: string, path: string): boolean {
  try {
    return readdirSync(join(root, path)).some(isImageName);
  } catch {
    return false;
  }
}

/** Makes problems of archives and of pictures of kinds that are not read, and a note of everything else. */
function toldOf(others: ReadonlyMap<string, number>): { unread: Issue[]; notes: Note[] } {
  const byNumber = [...others].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const unread = byNumber.flatMap(([ending, count]): Issue[] => {
    const files = { en: counted(count, 'file'), ko: `${number(count)}개` };
    if (isArchive(ending)) return [issueAt(ending, note('archive', { files }))];
    if (isPacked(ending)) return [issueAt(ending, note('packed-pictures', { files }))];
    const kind = unreadKind(ending);
    if (kind === undefined) return [];
    return [issueAt(ending, note('unread-kind', { files, kind }))];
  });
  const rest = byNumber.filter(
    ([ending]) => unreadKind(ending) === undefined && !isArchive(ending) && !isPacked(ending),
  );
  if (rest.length === 0) return { unread, notes: [] };
  const said = rest.slice(0, endingsSaid);
  const more = rest.slice(endingsSaid).reduce((sum, [, count]) => sum + count, 0);
  const inWords = (without: string, others: string) =>
    [
      ...said.map(([ending, count]) => `${number(count)} ${ending === '' ? without : ending}`),
      ...(more > 0 ? [`${number(more)} ${others}`] : []),
    ].join(', ');
  const files = {
    en: inWords('without an ending', 'of other endings'),
    ko: inWords('확장자 없음', '그 밖의 확장자'),
  };
  const tables = rest.filter(([ending]) => mayHaveLabels.test(ending));
  const named = tables.map(([ending, count]) => `${number(count)} ${ending}`).join(', ');
  const onTables = tables.length > 0 ? [note('tables-unread', { files: named })] : [];
  return { unread, notes: [note('passed-over', { files }), ...onTables] };
}

const number = (count: number) => count.toLocaleString('en');

/** The entries of a folder, without those whose names are not valid text; these are added to `problems`. */
function entriesOf(root: string, folder: string, problems: Issue[]): Dirent[] {
  try {
    const { entries, strange } = namesOf(join(root, folder));
    for (const name of strange)
      problems.push(
        issueAt(folder === '' ? escaped(name) : `${folder}/${escaped(name)}`, note('name-encoding', {})),
      );
    // Sorted by code unit, so that the order is the same on every machine, whatever its language.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    problems.push(unreadable(folder, error));
    return [];
  }
}

/** The real path of a folder; null, with a problem, if it has vanished since or its parent may be listed but not entered. */
function realPathOf(root: string, folder: string, problems: Issue[]): string | null {
  try {
    return realpathSync(join(root, folder));
  } catch (error) {
    problems.push(unreadable(folder, error));
    return null;
  }
}

function unreadable(place: string, error: unknown): Issue {
  return issueAt(place, note('unreadable-folder', { reason: reasonFor(error) }));
}

function isFolder(root: string, path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(root, path)).isDirectory();
  } catch {
    return false;
  }
}
