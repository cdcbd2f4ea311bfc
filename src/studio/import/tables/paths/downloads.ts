import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../../../catalog';
import { studioError } from '../../../../core/errors';
import { type Note, note } from '../../../../core/words/notes';
import { namedImage } from '../../../lists/image-paths';

/** Where downloaded pictures are, relative to the list. */
const folders = ['', 'images', 'data', 'img'];

/**
 * Finds images that a list names by an address (`gs://bucket/set/a.jpg`, `s3://…`, `https://…`) and that were downloaded beside it: the
 * file with the longest end of the address (`set/a.jpg`, then `a.jpg`). An end that two addresses of the list share belongs to neither.
 */
export class Downloads {
  /** How many addresses share an end, for addresses whose file name another address has too. */
  readonly #shared = new Map<string, number>();
  /** Files that the list names without an address; an address does not mean these. */
  readonly #named = new Set<string>();
  readonly #found = { count: 0, first: null as { name: string; file: string } | null };

  constructor(
    private readonly root: string,
    paths: Iterable<string | undefined>,
  ) {
    const byName = new Map<string, Set<string>>();
    for (const path of paths) {
      const key = path === undefined ? undefined : keyOf(path);
      if (key === undefined && path !== undefined) this.#named.add(path.trim());
      if (key === undefined) continue;
      const name = key.slice(key.lastIndexOf('/') + 1);
      byName.set(name, (byName.get(name) ?? new Set()).add(key));
    }
    if (byName.size === 0) this.#named.clear();
    for (const keys of byName.values())
      if (keys.size > 1)
        for (const key of keys)
          for (const end of endsOf(key)) this.#shared.set(end, (this.#shared.get(end) ?? 0) + 1);
  }

  /** The file of an address, relative to the root; the path itself if it is not an address, or if no file belongs to it alone. */
  pathOf(path: string): string {
    const key = keyOf(path);
    if (key === undefined) return path;
    for (const end of endsOf(key))
      if ((this.#shared.get(end) ?? 1) === 1)
        for (const folder of folders) {
          const file = folder === '' ? end : `${folder}/${end}`;
          if (this.#named.has(file) || !existsSync(join(this.root, file))) continue;
          this.#found.count++;
          this.#found.first ??= { name: path, file };
          return file;
        }
    return path;
  }

  row<T extends { readonly path?: string }>(row: T): T {
    return row.path === undefined ? row : { ...row, path: this.pathOf(row.path) };
  }

  /** Notes on which files stand for addresses; complete once all paths were asked for. */
  get notes(): Note[] {
    const { count, first } = this.#found;
    return first ? [note('addresses-downloaded', { paths: count, ...first })] : [];
  }
}

/** Whether a path is an address on another machine. */
export const isAddress = (path: string): boolean => namedImage(path.trim()).remote?.code === 'entry-remote';

/** Throws `list-remote` if a list only names images on other machines. */
export function refuseRemote(path: string, problems: readonly Issue[], files: number): void {
  const count = problems.filter(({ code }) => code === 'entry-remote').length;
  const isAll = problems.every(({ code }) => code === 'entry-remote' || code === 'entries-more');
  if (files === 0 && count > 0 && isAll) throw studioError('list-remote', { path, count });
}

/** Bucket and path of an address; undefined for a path on this machine. */
function keyOf(path: string): string | undefined {
  return isAddress(path) ? /^[a-z][a-z0-9+.-]+:\/\/(.*)$/is.exec(path.trim())?.[1] : undefined;
}

/** The ends of a path at whole names, the longest first; empty if the path contains `..`. */
function endsOf(key: string): string[] {
  const parts = key.split('/').filter((part) => part !== '');
  return parts.includes('..') ? [] : parts.map((_, at) => parts.slice(at).join('/'));
}
