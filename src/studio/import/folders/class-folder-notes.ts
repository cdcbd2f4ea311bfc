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

/**
 * A note on the first class whose images all lie in several folders that no other class has, as in `animals/cat` and `animals/dog`: these
 * may be what a person means by classes. Folders with a name that another class has too, or with a number as name, are not.
 */
export function foldersWithin(files: readonly string[]): Note[] {
  const within = new Map<string, Set<string | undefined>>();
  for (const path of files) {
    const [top, below] = path.split('/').slice(0, -1);
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
