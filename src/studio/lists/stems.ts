import { isImageName } from '../../data/decode/format/file-names';
import type { ListPlace } from './list-place';

/** Finds the images of a folder by their names without the extension, for lists that leave it out. */
export class Stems {
  readonly #folders = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    private readonly place: ListPlace,
    /** Relative to the place. */
    private readonly folder: string,
  ) {}

  /** Paths that `id` may mean, relative to the place: the file with that stem, or the path that a JPEG would have. */
  paths(id: string): string[] {
    const slash = id.lastIndexOf('/');
    const folder = slash < 0 ? this.folder : `${this.folder}/${id.slice(0, slash)}`;
    const found = this.#names(folder).get(id.slice(slash + 1));
    return [found === undefined ? `${this.folder}/${id}.jpg` : `${folder}/${found}`, `${this.folder}/${id}`];
  }

  #names(folder: string): ReadonlyMap<string, string> {
    let known = this.#folders.get(folder);
    if (!known) {
      const names = this.place.names('', folder).filter(isImageName);
      known = new Map(names.map((name) => [name.replace(/\.[^.]*$/, ''), name]));
      this.#folders.set(folder, known);
    }
    return known;
  }
}
