import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';

/** Where the images of a list lie that does not lie beside them, the usual places first. */
const usual = [
  ...['', 'images', 'data', 'img', 'JPEGImages', '..', '../images', '../data', '../img', '../JPEGImages'],
];

/** After so many images that are in none of the folders, only folders that held some are looked into. */
const mostSearched = 1000;

/**
 * Finds the images that a list names relative to another folder than its own: `annotations/instances_val2017.json` names what lies in
 * `val2017` beside `annotations`.
 */
export class ImageFolders {
  /** Folders, those that held an image in front. */
  readonly #folders: string[];
  /** Images found in folders other than the list's own. */
  readonly found = new Map<string, number>();
  #failed = 0;

  constructor(
    private readonly root: string,
    list: string,
  ) {
    const name = basename(list, extname(list));
    const words = [name, ...name.split(/[^\p{L}\p{N}]+/u)].filter((word) => word !== '');
    const named = words.flatMap((word) => [word, `../${word}`, `images/${word}`, `../images/${word}`]);
    this.#folders = [...new Set([...usual, ...named])];
  }

  /** The first of the paths that a file has, as a path from the root; the first of all where none is there. */
  pathOf(paths: readonly string[]): string {
    const searched = this.#failed < mostSearched ? this.#folders : ['', ...this.found.keys()];
    for (const folder of searched)
      for (const path of paths) {
        if (!existsSync(resolve(this.root, folder, path))) continue;
        if (folder === '' || path.startsWith('/')) return path;
        this.#prefer(folder);
        return `${folder}/${path}`;
      }
    this.#failed++;
    return paths[0];
  }

  #prefer(folder: string): void {
    this.found.set(folder, (this.found.get(folder) ?? 0) + 1);
    if (this.#folders[0] === folder) return;
    this.#folders.splice(this.#folders.indexOf(folder), 1);
    this.#folders.unshift(folder);
  }
}
