import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Split } from '../../../../core/vocabulary/images';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { type Note, note } from '../../../../core/words/notes';
import { decodePercent } from '../../../lists/percent';
import { PicturesBelow } from './pictures-below';

/** Whether a path begins with a drive, a share or the root of a disk; it must have forward slashes. */
const isWhole = (path: string) => /^([a-z]:\/|\/)/i.test(path);

/** After this many unsuccessful searches, paths from other machines are no longer searched for. */
const mostTries = 1000;
/** How many files that a name may mean are named. */
const mostNamed = 5;

/** Finds the files that a list names, whatever machine and program wrote the list. */
export class ListedPaths {
  /** What precedes the list's own folder in paths from other machines, with the number of files that were found that way. */
  readonly elsewhere = new Map<string, number>();
  /** How many files were found under a different name, and the first of them. */
  readonly renamed: { count: number; first?: { name: string; file: string } } = { count: 0 };
  readonly #folders = new Map<string, ReadonlySet<string> | null>();
  /** Folders in which a file was found under the path in the list. */
  readonly #holding = new Set<string>();
  readonly #below: PicturesBelow;
  #tries = 0;

  constructor(private readonly root: string) {
    this.#below = new PicturesBelow(root);
  }

  /**
   * The file of a path in a list, with forward slashes, relative to the root if it lies below it, otherwise absolute: at the exact path, or
   * else at a path that other spellings or another machine's folders lead to. Undefined if there is none.
   */
  find(raw: string): string | undefined {
    const written = spellings(raw);
    const there = written.find((path) => this.#isThere(path));
    if (there !== undefined) return this.#held(there);
    const moved = this.#moved(slashed(raw));
    if (moved !== undefined) return this.#held(moved);
    const decoded = spellings(decodePercent(slashed(raw))).find((path) => this.#isThere(path));
    return decoded === undefined ? undefined : this.#renamed(raw, this.#held(decoded));
  }

  /**
   * The one picture below the root that may be meant by a path that `find` did not find: in another case, without its extension, or in a
   * folder that the list leaves out; a note if several fit. Files in `taken` belong to other rows.
   */
  guess(raw: string, split: Split | undefined, taken: ReadonlyMap<string, unknown>): string | Note {
    for (const path of this.#meant(raw)) {
      const whole = this.#before(slashed(raw)) !== undefined;
      const fitting = this.#likeliest(this.#below.ending(path), { path, whole, split });
      if (fitting.length > 1) return note('path-several-files', { files: someOf(fitting) });
      if (fitting.length === 1 && !taken.has(fitting[0])) return this.#renamed(raw, fitting[0]);
    }
    return this.asWritten(raw);
  }

  /** The path of a missing file, as the list has it. */
  asWritten(raw: string): string {
    return this.#portable(plainly(raw));
  }

  /**
   * What a path may be below the root. For a path from another machine at least two names must fit: a file name alone may be in any folder.
   */
  #meant(raw: string): string[] {
    const path = slashed(raw);
    const paths = path === decodePercent(path) ? [path] : [path, decodePercent(path)];
    return paths.flatMap((each) => {
      if (!isWhole(each)) return [each];
      const before = this.#before(each);
      if (before !== undefined) return [each.slice(before.length)];
      const parts = each.split('/').filter((part) => part !== '');
      return parts.slice(1, -1).map((_, at) => parts.slice(at + 1).join('/'));
    });
  }

  /**
   * Of several pictures, the one in exactly the folder that is meant, otherwise those of the list's own split. If the folder is known, or
   * other files of the list were found in it, a picture in another folder is a different one; and files in a folder for testing never
   * belong to a row that is not for testing.
   */
  #likeliest(
    files: readonly string[],
    { path, whole, split }: { path: string; whole: boolean; split: Split | undefined },
  ): readonly string[] {
    const depth = path.split('/').length;
    const inPlace = files.filter((file) => file.split('/').length === depth);
    const isElsewhere = !whole && !this.#holding.has(dirname(resolve(this.root, path)));
    if (inPlace.length === 1 || !isElsewhere) return inPlace;
    const splitOf = (file: string) => file.split('/').slice(0, -1).map(splitOfName).find(Boolean);
    const open =
      split === undefined || split === 'test' ? files : files.filter((file) => splitOf(file) !== 'test');
    const own = open.filter((file) => split !== undefined && splitOf(file) === split);
    return own.length === 1 ? own : open;
  }

  #held(path: string): string {
    this.#holding.add(dirname(resolve(this.root, path)));
    return this.#portable(path);
  }

  #renamed(name: string, file: string): string {
    this.renamed.count++;
    this.renamed.first ??= { name, file };
    return file;
  }

  /**
   * The file below the list's folder with which a path from another machine ends, or one that begins with the folder in which the list was
   * when it was written (`CheXpert-small/train/a.jpg`, `../input/plants/img/a.jpg`). All paths from a machine begin alike, so that
   * beginning is remembered, and there is only one of relative paths: two folders may have files of the same names.
   */
  #moved(path: string): string | undefined {
    const known = this.#before(path);
    if (known === undefined && !isWhole(path) && [...this.elsewhere.keys()].some((each) => !isWhole(each)))
      return undefined;
    const before = known ?? this.#search(path);
    if (before === undefined) return undefined;
    const inside = path.slice(before.length);
    if (known !== undefined && !this.#isThere(inside)) return undefined;
    this.elsewhere.set(before, (this.elsewhere.get(before) ?? 0) + 1);
    return inside;
  }

  /** The longest known beginning of a path. */
  #before(path: string): string | undefined {
    let longest: string | undefined;
    for (const before of this.elsewhere.keys())
      if (path.startsWith(before) && before.length > (longest?.length ?? 0)) longest = before;
    return longest;
  }

  #search(path: string): string | undefined {
    if (this.#tries >= mostTries) return undefined;
    for (let at = path.indexOf('/') + 1; at > 0; at = path.indexOf('/', at) + 1)
      if (path.slice(at) !== '' && this.#isThere(path.slice(at)))
        return isWhole(path) || this.#mayBegin(path.slice(0, at - 1), path.slice(at))
          ? path.slice(0, at)
          : undefined;
    this.#tries++;
    return undefined;
  }

  /**
   * Whether a relative path may begin with folders that are not here. A folder of a split says what the file is for, and a file right beside
   * the list is meant only if the last folder is the list's own.
   */
  #mayBegin(before: string, inside: string): boolean {
    const names = before.split('/');
    const isOwn = names.at(-1) === basename(resolve(this.root));
    const others = isOwn ? names.slice(0, -1) : names;
    const isClear = others.every((name) => splitOfName(name) === undefined);
    return isClear && (isOwn || inside.includes('/')) && !existsSync(resolve(this.root, before));
  }

  /**
   * Whether a file exists, by the entries of its folder, which are read once: a list has many files in few folders, and a network drive
   * responds slowly.
   */
  #isThere(path: string): boolean {
    const full = resolve(this.root, path);
    const folder = dirname(full);
    let names = this.#folders.get(folder);
    if (names === undefined) {
      names = namesIn(folder);
      this.#folders.set(folder, names);
    }
    return names === null ? existsSync(full) : names.has(basename(full));
  }

  #portable(path: string): string {
    const inside = relative(this.root, resolve(this.root, path));
    return inside.startsWith('..') || isAbsolute(inside)
      ? resolve(this.root, path)
      : inside.split(sep).join('/');
  }
}

/** Removes what makes a path a URL: `file:///C:/a.png` is `C:/a.png`. */
const plainly = (raw: string) =>
  raw
    .trim()
    .replace(/^file:(\/\/(localhost)?)?(?=\/)/i, '')
    .replace(/^\/(?=[a-z]:[/\\])/i, '');

const slashed = (raw: string) => plainly(raw).replaceAll('\\', '/');

/** A path in all spellings that some program uses for it. */
function spellings(raw: string): string[] {
  const slashes = slashed(raw);
  return [...new Set([raw, plainly(raw), slashes, slashes.normalize('NFC'), slashes.normalize('NFD')])];
}

/** The names in a folder; null if it is not a readable folder. */
function namesIn(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return null;
  }
}

function someOf(files: readonly string[]): string {
  const named = [...files].sort().slice(0, mostNamed).join(', ');
  return files.length > mostNamed ? `${named}, …` : named;
}
