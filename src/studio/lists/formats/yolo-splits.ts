import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noteOf } from '../../../core/words/notes';
import type { ListPlace } from '../list-place';
import type { Problems } from '../problems';
import { splitWord } from '../splits';
import { textLines } from '../text-chunks';
import type { Described } from './yolo-names';

/**
 * What images are for: as `data.yaml` or `obj.data` say of their folder or by lists of images (`train: train.txt`), else by such lists that
 * lie there, else by the name of one of their folders, the lowest first.
 */
export class YoloSplits {
  readonly #folders: readonly (readonly [folder: string, split: string])[];
  /** The images of the lists as these name them, by the name of the file; what is held out last. */
  readonly #listed = new Map<string, { path: string; split: string }[]>();
  /** Whether any image had one. */
  found = false;
  /** Images with a class that no list names, though there are lists. */
  unnamed = 0;

  constructor(place: ListPlace, described: Described | null, problems: Problems) {
    const said = Object.entries(described?.folders ?? {}).flatMap(([split, folders]) =>
      folders.map((folder) => [folder.replace(/\\/g, '/'), split] as const),
    );
    // One place for training and validation, as small examples have it, says nothing.
    const meant = said.filter(([folder]) => said.filter(([other]) => other === folder).length === 1);
    this.#folders = meant.filter(([name]) => !isText(name)).map(([name, split]) => [plain(name), split]);
    const lists = said.length > 0 ? meant.filter(([name]) => isText(name)) : listsAt(place);
    for (const [name, split] of lists) this.#read(place, { name, split, root: described?.root }, problems);
  }

  of(image: string, hasClass: boolean): string | undefined {
    const folder = image.slice(0, Math.max(0, image.lastIndexOf('/')));
    const listed = this.#listedFor(image);
    if (!listed && hasClass && this.#listed.size > 0) this.unnamed++;
    const split = listed ?? this.#describedFor(folder) ?? named(folder);
    if (split !== undefined) this.found = true;
    return split;
  }

  #read(place: ListPlace, list: { name: string; split: string; root?: string }, problems: Problems): void {
    const { name, split, root = '' } = list;
    const places = [join(root, name), name, plain(name), name.slice(name.lastIndexOf('/') + 1)];
    const file = places
      .map((each) => (each.startsWith('/') ? each : place.file(each)))
      .find((each) => existsSync(each));
    try {
      for (const { line } of textLines(file ?? place.file(name))) {
        const path = plain(line.replace(/\\/g, '/'));
        const key = path.slice(path.lastIndexOf('/') + 1);
        const same = this.#listed.get(key) ?? [];
        this.#listed.set(key, same);
        same.push({ path, split });
      }
    } catch (error) {
      problems.add(name, noteOf(error));
    }
  }

  /** By the line that names it most plainly: as it lies here, else by the end of a path of another machine. */
  #listedFor(image: string): string | undefined {
    const same = this.#listed.get(image.slice(image.lastIndexOf('/') + 1)) ?? [];
    const exact = same.filter(({ path }) => path === image);
    const fits =
      exact.length > 0 ? exact : same.filter(({ path }) => isEnd(path, image) || isEnd(image, path));
    return fits.at(-1)?.split;
  }

  #describedFor(folder: string): string | undefined {
    if (folder === '') return undefined;
    const fits = ([said]: readonly [string, string]) =>
      folder === said || folder.startsWith(`${said}/`) || said.endsWith(`/${folder}`);
    return this.#folders.find(fits)?.[1];
  }
}

const isText = (name: string) => /\.txt$/i.test(name);
const isEnd = (path: string, end: string) => path.endsWith(`/${end}`);
const plain = (path: string) => path.replace(/\\/g, '/').replace(/^(\.{0,2}\/)+|\/+$/g, '');

/** Lists that nothing speaks of: `train.txt` and `valid.txt`, as Darknet and CVAT write them; what is held out last. */
function listsAt(place: ListPlace): [name: string, split: string][] {
  const names = place.names('.txt');
  return ['train', 'val', 'valid', 'test'].flatMap((split): [string, string][] =>
    names.filter((name) => name.toLowerCase() === `${split}.txt`).map((name) => [name, split]),
  );
}

function named(folder: string): string | undefined {
  const parts = folder.split('/').reverse();
  return parts.map(splitWord).find((word) => word !== undefined);
}
