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
 * A note on the first class whose images all lie in several folders that no other class has, as in `animals/cat` and `animals/dog`, or
 * deeper in one folder (`repo-main/data/cat`): these may be what a person means by classes. Folders with a name that another class has too,
 * or with a number as name, are not.
 */
export function foldersWithin(files: readonly string[]): Note[] {
  const within = new Map<string, Set<string | undefined>>();
  const above = new Map<string, string>();
  const folders = files.map((path) => path.split('/').slice(0, -1));
  for (const [top, each] of byFirst(folders)) {
    let depth = 1;
    while (each.every((parts) => parts.length > depth && parts[depth] === each[0][depth])) depth++;
    // A single folder within a class says nothing of classes.
    if (new Set(each.map((parts) => parts[depth])).size < 2) depth = 1;
    above.set(top, each[0].slice(0, depth).join('/'));
    within.set(top, new Set(each.map((parts) => parts[depth])));
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
    const folder = above.get(label) ?? label;
    return [
      note('folders-within-class', {
        ...{ label, folder, folders: names.length > mostFolders ? `${named}, …` : named },
      }),
    ];
  }
  return [];
}

function byFirst(folders: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>();
  for (const parts of folders) {
    if (parts.length === 0) continue;
    const each = found.get(parts[0]) ?? [];
    found.set(parts[0], each);
    each.push(parts);
  }
  return found;
}
