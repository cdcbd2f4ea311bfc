import { type Note, note } from '../../../core/words/notes';
import type { ClassNames } from '../listing/class-names';
import type { Listing } from '../listing/listing';

/** Folders such as `images` or `2024` are not classes; if there is only one class, a person should know how the folder was read. */
export function oneClassFolder(files: Listing['files'], names: ClassNames): Note[] {
  const labels = new Set(files.filter(({ split }) => split !== 'unlabelled').map(({ label }) => label));
  const [label] = labels;
  if (labels.size !== 1 || label === null || names.names.length > 0) return [];
  return [note('one-class-folder', { label })];
}

/** How many folders are named in a note. */
const mostFolders = 5;

/** A note on what `foldersWithinClass` finds. */
export function foldersWithin(files: readonly string[]): Note[] {
  const found = foldersWithinClass(files);
  return found ? [note('folders-within-class', found)] : [];
}

/**
 * The first class whose images all lie in several folders that no other class has, as in `animals/cat` and `animals/dog`, or
 * deeper in one folder (`repo-main/data/cat`): these may be what a person means by classes. Folders with a name that another class has too,
 * or with a number as name, are not.
 */
export function foldersWithinClass(
  files: readonly string[],
): { label: string; folder: string; folders: string } | null {
  const common = commonFolders(files);
  const within = new Map<string, Set<string | undefined>>();
  for (const path of files) {
    const parts = foldersOf(path);
    const shared = common.get(parts[0]);
    if (shared) within.set(parts[0], (within.get(parts[0]) ?? new Set()).add(parts[shared.length]));
  }
  // A single folder within a class may still have the name of one in another class.
  for (const [top, folders] of within) if (folders.size < 2) within.set(top, new Set([common.get(top)?.[1]]));
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
    const folder = common.get(label)?.join('/') ?? label;
    return { label, folder, folders: names.length > mostFolders ? `${named}, …` : named };
  }
  return null;
}

const foldersOf = (path: string) => path.split('/').slice(0, -1);

/** For each folder at the top, the longest path of folders that all files in it share. */
function commonFolders(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const common = new Map<string, readonly string[]>();
  for (const path of files) {
    const parts = foldersOf(path);
    if (parts.length === 0) continue;
    const shared = common.get(parts[0]) ?? parts;
    const differ = shared.findIndex((part, at) => part !== parts[at]);
    common.set(parts[0], differ < 0 ? shared : shared.slice(0, differ));
  }
  return common;
}
