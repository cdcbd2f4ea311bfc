import type { Source, Split } from '../../../catalog';
import { type SplitLayout, splitLayout } from '../listing/split-layout';

/** How an earlier import read a folder. */
export interface KnownFolder extends Pick<Source, 'kind' | 'split'> {
  /** The files that the catalog has of it, by their paths, with the split that they were given. */
  readonly files: readonly { readonly path: string; readonly givenSplit: Split }[];
}

/** The folders with pictures of which an earlier import knew none. */
export function newFolders({ files }: KnownFolder, folders: readonly (readonly string[])[]): string[] {
  const before = new Set(files.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  return folders.map((parts) => parts.join('/')).filter((folder) => !before.has(folder));
}

export const hasNewFolders = (known: KnownFolder, folders: readonly (readonly string[])[]): boolean =>
  newFolders(known, folders).length > 0;

/**
 * The splits of class folders that were imported before, by the names of folders that are new since: what was read as a class stays one,
 * but a folder `test` that came later must not become a class to train on. Null without such folders.
 */
export function layoutSince(
  { files }: KnownFolder,
  folders: readonly (readonly string[])[],
  split: Split | undefined,
): SplitLayout | null {
  if (split !== undefined && split !== 'labelled-train') return null;
  return splitLayout(folders, { lone: true, classes: foldersAbove(files, ['labelled-train']) });
}

/** The same for a pool: a folder `test` that came later is held out. */
export function heldOutSince(
  { files }: KnownFolder,
  folders: readonly (readonly string[])[],
): SplitLayout | null {
  return splitLayout(folders, { lone: true, classes: foldersAbove(files, ['labelled-train', 'unlabelled']) });
}

/** Every folder above the files that were given one of these splits. */
function foldersAbove(files: KnownFolder['files'], splits: readonly Split[]): Set<string> {
  const found = new Set<string>();
  for (const { path, givenSplit } of files)
    if (splits.includes(givenSplit))
      for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
        found.add(path.slice(0, end));
  return found;
}
