import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { type Note, note } from '../../../../core/words/notes';
import { splitWord } from '../../../lists/splits';

/** Where images can be that are not beside their list, the usual places first. */
const usual = [
  ...['images', 'data', 'img', 'JPEGImages', '..', '../images', '../data', '../img', '../JPEGImages'],
];

/** After this many images that are in none of the folders, only folders that held some are searched. */
const mostSearched = 1000;

/**
 * Finds the images that a list names relative to a folder other than its own: `annotations/instances_val2017.json` names files of `val2017`
 * beside `annotations`. A folder that is named after the list comes before the usual ones, which may have other images with these names.
 */
export class ImageFolders {
  /** The folders named after the list that there are, its own first. */
  readonly #named: readonly string[];
  /** The usual folders, those that held an image first. */
  readonly #usual = [...usual];
  /** Number of images found in each folder other than the list's own. */
  readonly found = new Map<string, number>();
  #failed = 0;

  constructor(
    private readonly root: string,
    list: string,
  ) {
    const name = basename(list, extname(list));
    const parts = [splitWord(name) ?? '', ...name.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u)];
    const words = [...new Set([name, ...parts])].filter((word) => word !== '');
    const named = words.flatMap((word) => [word, `../${word}`, `images/${word}`, `../images/${word}`]);
    this.#named = ['', ...named.filter((folder) => existsSync(resolve(root, folder)))];
  }

  get notes(): Note[] {
    return [...this.found].map(([folder, images]) => note('images-in-folder', { folder, images }));
  }

  /** The first of the paths at which there is a file, relative to the root; the first path if there is none. */
  pathOf(paths: readonly string[]): string {
    const searched = this.#failed < mostSearched ? this.#usual : [...this.found.keys()];
    for (const folder of [...this.#named, ...searched])
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
    const at = this.#usual.indexOf(folder);
    if (at <= 0) return;
    this.#usual.splice(at, 1);
    this.#usual.unshift(folder);
  }
}
