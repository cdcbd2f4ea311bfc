import { dirname, relative, resolve, sep } from 'node:path';
import { type Note, note } from '../../../core/words/notes';
import type { ListedFile } from '../listing/listing';
import { foldersInWords } from '../listing/split-folders-words';
import { placeIn, splitLayout } from '../listing/split-layout';
import { isHeldBackMore } from '../listing/split-meanings';

/**
 * Files of which a list says no split and that lie in folders of splits (`train/1.jpg`, `test/2.jpg`): what such a folder holds out is
 * held out, and said. `open` has the paths of those files, below `root` or absolute. What people call a folder to train on or a pool changes
 * nothing: that follows from the labels.
 */
export function heldOutByFolder(
  files: readonly ListedFile[],
  open: ReadonlySet<string>,
  root: string,
): { files: readonly ListedFile[]; notes: readonly Note[] } {
  const parts = foldersOf(root, open);
  const layout = splitLayout([
    ...new Map([...parts.values()].map((each) => [each.join('/'), each])).values(),
  ]);
  if (layout === null) return { files, notes: [] };
  let held = 0;
  const placed = files.map((file): ListedFile => {
    const folders = parts.get(file.path);
    const split = folders && placeIn(layout, folders).split;
    if (split === undefined || !isHeldBackMore(split, file.split)) return file;
    held++;
    return { ...file, split };
  });
  if (held === 0) return { files, notes: [] };
  return { files: placed, notes: [note('list-splits-by-folder', { folders: foldersInWords(layout) })] };
}

/** The folders of each file from the list's own down; those of files that lie elsewhere below the folder that holds all of these. */
function foldersOf(root: string, paths: ReadonlySet<string>): Map<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const [inside, outside]: [string[], string[]] = [[], []];
  for (const path of paths) (path.startsWith('/') ? outside : inside).push(path);
  for (const path of inside) found.set(path, partsOf(dirname(path)));
  const tops = new Map(
    outside.map((path) => [path, partsOf(relative(dirname(root), resolve(dirname(path))))]),
  );
  const shared = sharedStart([...tops.values()]);
  for (const [path, parts] of tops) found.set(path, parts.slice(shared));
  return found;
}

const partsOf = (folder: string) =>
  folder.split(sep).filter((part) => part !== '' && part !== '.' && part !== '..');

/** How many folders all begin with. */
function sharedStart(all: readonly (readonly string[])[]): number {
  const [first = []] = all;
  const differs = first.findIndex((part, at) => all.some((parts) => parts[at] !== part));
  return differs < 0 ? first.length : differs;
}
