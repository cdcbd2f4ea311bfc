import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Split } from '../../../core/vocabulary/images';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import { decodePercent } from '../../lists/percent';
import { PicturesBelow } from './pictures-below';

/** A path that begins at a drive, a share or the top of a disk, with forward slashes. */
const isWhole = (path: string) => /^([a-z]:\/|\/)/i.test(path);

/** Paths of a machine that is not this one are looked for so often without finding one. */
const mostTries = 1000;
/** So many files that a name may mean are named. */
const mostNamed = 5;

/** Finds the files that a list names, whatever machine and program wrote it. */
export class ListedPaths {
  /** What stands before the list's own folder in the paths of other machines, with the number of files that were found so. */
  readonly elsewhere = new Map<string, number>();
  /** Files found by a name that is not theirs, and the first of them. */
  readonly renamed: { count: number; first?: { name: string; file: string } } = { count: 0 };
  readonly #folders = new Map<string, ReadonlySet<string> | null>();
  /** Folders in which a file was found as the list has it. */
  readonly #holding = new Set<string>();
  readonly #below: PicturesBelow;
  #tries = 0;

  constructor(private readonly root: string) {
    this.#below = new PicturesBelow(root);
  }

  /**
   * The file of a path as a list has it, relative to the root with forward slashes where it lies below, else absolute: as it stands
   * there, else as it was meant, where a file of that spelling is there. Undefined where none is.
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
   * The one picture below the root that a path may mean which `find` did not find: of another case, without its ending, or in a folder
   * that the list leaves out; a note where several fit. What `taken` has is another row's.
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

  /** A path of no file, as the list has it. */
  asWritten(raw: string): string {
    return this.#portable(plainly(raw));
  }

  /** What a path may be below the root. Of one of another machine two names at least have to fit: a name alone may be any folder's. */
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
   * Of several pictures that in the very folder is meant, else those of the list's own split. Where the folder is known or held others of the
   * list, a picture of another folder is another one; and what lies in a folder of tests is no row's that is for training.
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

  /** The file below the list's folder that a path of another machine ends in: each machine's paths begin alike, which is learnt. */
  #moved(path: string): string | undefined {
    if (!isWhole(path)) return undefined;
    const known = this.#before(path);
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
      if (path.slice(at) !== '' && this.#isThere(path.slice(at))) return path.slice(0, at);
    this.#tries++;
    return undefined;
  }

  /** By what lies in its folder, which is read once: a list has many files of few folders, and a network drive answers slowly. */
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

/** Without what makes a path an address: `file:///C:/a.png` is `C:/a.png`. */
const plainly = (raw: string) =>
  raw
    .trim()
    .replace(/^file:(\/\/(localhost)?)?(?=\/)/i, '')
    .replace(/^\/(?=[a-z]:[/\\])/i, '');

const slashed = (raw: string) => plainly(raw).replaceAll('\\', '/');

/** A path in every spelling that means the same to some program. */
function spellings(raw: string): string[] {
  const slashes = slashed(raw);
  return [...new Set([raw, plainly(raw), slashes, slashes.normalize('NFC'), slashes.normalize('NFD')])];
}

/** Names in a folder; null where it is none that may be looked into. */
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
