import { BitSet } from '../../core/numbers/bit-set';
import type { Connection } from '../database/connection';

/** Lower-cases ASCII letters only, as SQLite's `lower` does. */
const lowered = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/**
 * For each image, the index of its folder in a table of folders. A folder is the path of the file up to the last slash, including the
 * folder of its source; absolute paths are used as they are.
 */
export class FolderColumn {
  /** Lower-cased folder names; the first is for ids without an image. */
  readonly #names: string[] = [''];
  readonly #places = new Map<string, number>();
  /** Indices of folders, by image id. */
  #folders = new Uint32Array(0);
  readonly #roots = new Map<number, string>();
  #after: { readonly source: number; readonly path: string } | null = { source: 0, path: '' };

  constructor(private readonly connection: Connection) {}

  get done(): boolean {
    return this.#after === null;
  }

  readAll(): void {
    while (!this.done) this.read(1_000_000);
  }

  /** Reads the next `images` images, in the order of folders. */
  read(images: number): void {
    if (this.#after === null) return;
    this.#readRoots();
    const { source, path } = this.#after;
    let last = this.#after;
    const read = this.connection.each(
      'SELECT id, source_id, path FROM images WHERE (source_id, path) > (?, ?) ORDER BY source_id, path LIMIT ?',
      [source, path, images],
      ([id, sourceId, its]) => {
        last = { source: sourceId as number, path: its as string };
        this.#set(id as number, last);
      },
    );
    this.#after = read < images ? null : last;
  }

  /** Reads some images again, given as a list of ids in JSON. */
  mend(ids: string): void {
    this.#readRoots();
    this.connection.each(
      'SELECT j.value, i.source_id, i.path FROM json_each(?) j LEFT JOIN images i ON i.id = j.value',
      [ids],
      ([id, source, path]) => {
        if (path !== null) this.#set(id as number, { source: source as number, path: path as string });
        else if ((id as number) < this.#folders.length) this.#folders[id as number] = 0;
      },
    );
  }

  /** The images in whose folders all words are found; case is ignored. */
  matching(words: readonly string[]): BitSet {
    const wanted = words.map(lowered);
    const matches = Uint8Array.from(this.#names, (name, at) =>
      at > 0 && wanted.every((word) => name.includes(word)) ? 1 : 0,
    );
    const ids = new BitSet(this.#folders.length);
    for (let id = 0; id < this.#folders.length; id++) if (matches[this.#folders[id]] === 1) ids.add(id);
    return ids;
  }

  #set(id: number, { source, path }: { readonly source: number; readonly path: string }): void {
    const place = this.#placeOf(`${this.#roots.get(source)}/${path.slice(0, path.lastIndexOf('/') + 1)}`);
    if (id >= this.#folders.length) {
      const grown = new Uint32Array(Math.ceil((id + 1) * 1.25));
      grown.set(this.#folders);
      this.#folders = grown;
    }
    this.#folders[id] = place;
  }

  #placeOf(folder: string): number {
    const known = this.#places.get(folder);
    if (known !== undefined) return known;
    this.#places.set(folder, this.#names.length);
    return this.#names.push(lowered(folder)) - 1;
  }

  #readRoots(): void {
    const roots = this.connection.rows<{ id: number; root: string }>('SELECT id, root FROM sources');
    for (const { id, root } of roots) this.#roots.set(id, root);
  }
}
