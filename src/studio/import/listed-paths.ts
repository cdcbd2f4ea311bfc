import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A path that begins at a drive, a share or the top of a disk, with forward slashes. */
const isWhole = (path: string) => /^([a-z]:\/|\/)/i.test(path);

/** Paths of a machine that is not this one are looked for so often without finding one. */
const mostTries = 1000;

/** Finds the files that a list names, whatever machine and program wrote it. */
export class ListedPaths {
  /** What stands before the list's own folder in the paths of another machine; null before one was found. */
  #before: string | null = null;
  #tries = 0;
  /** Paths of another machine whose files were found. */
  found = 0;

  constructor(private readonly root: string) {}

  /** The part of another machine's paths that this one does not have; null where there was none. */
  get elsewhere(): string | null {
    return this.#before;
  }

  /**
   * The file of a path as a list has it, relative to the root with forward slashes where it lies below, else absolute: as it stands
   * there, else as it was meant, where a file of that spelling is there.
   */
  pathOf(raw: string): string {
    const plain = raw.trim().replace(/^file:\/\/(?=\/)/, '');
    if (raw === plain && !/[\\]|[^\p{ASCII}]|^([a-z]:)?\//iu.test(raw)) return this.#portable(raw);
    const slashes = plain.replaceAll('\\', '/');
    const spellings = [raw, plain, slashes, slashes.normalize('NFC'), slashes.normalize('NFD')];
    const there = spellings.find((path) => this.#isThere(path)) ?? this.#moved(slashes);
    return this.#portable(there ?? plain);
  }

  /** The file below the list's folder that a path of another machine ends in. All of them begin alike: one beginning is learnt. */
  #moved(path: string): string | undefined {
    if (!isWhole(path)) return undefined;
    const inside = this.#before === null ? this.#search(path) : this.#after(path, this.#before);
    if (inside !== undefined) this.found++;
    return inside;
  }

  #after(path: string, before: string): string | undefined {
    const inside = path.slice(before.length);
    return path.startsWith(before) && this.#isThere(inside) ? inside : undefined;
  }

  #search(path: string): string | undefined {
    if (this.#tries++ >= mostTries) return undefined;
    for (let at = path.indexOf('/') + 1; at > 0; at = path.indexOf('/', at) + 1) {
      const inside = path.slice(at);
      if (inside === '' || !this.#isThere(inside)) continue;
      this.#before = path.slice(0, at);
      return inside;
    }
    return undefined;
  }

  #isThere(path: string): boolean {
    return existsSync(resolve(this.root, path));
  }

  #portable(path: string): string {
    const inside = relative(this.root, resolve(this.root, path));
    return inside.startsWith('..') || isAbsolute(inside)
      ? resolve(this.root, path)
      : inside.split(sep).join('/');
  }
}
