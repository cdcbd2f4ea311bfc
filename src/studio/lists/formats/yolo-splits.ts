import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noteOf } from '../../../core/errors/note-of';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { ListPlace } from '../list-place';
import type { Problems } from '../problems';
import { splitWord } from '../splits';
import { textLines } from '../text-chunks';
import type { Described } from './yolo-names';

/**
 * The split of each image: by what `data.yaml` or `obj.data` say about its folder or in lists of images (`train: train.txt`), otherwise by
 * such lists in the folder, otherwise by the name of one of its folders, the lowest first.
 */
export class YoloSplits {
  readonly #folders: readonly (readonly [folder: string, split: string])[];
  /** The images in the lists, with the paths that these use, by file name; held-out ones last. */
  readonly #listed = new Map<string, { path: string; split: string }[]>();
  /** Whether any image has a split. */
  found = false;
  /** Number of images with a class that are in none of the lists, although there are lists. */
  unnamed = 0;

  constructor(place: ListPlace, described: Described | null, problems: Problems) {
    const said = Object.entries(described?.folders ?? {}).flatMap(([split, folders]) =>
      folders.map((folder) => [folder.replace(/\\/g, '/'), split] as const),
    );
    // If training and validation have the same place, as in small examples, it says nothing.
    const meant = said.filter(
      ([folder]) => said.filter(([other]) => plain(other) === plain(folder)).length === 1,
    );
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

  /** By the line that matches best: the exact path here, otherwise the end of a path from another machine. */
  #listedFor(image: string): string | undefined {
    const same = this.#listed.get(image.slice(image.lastIndexOf('/') + 1)) ?? [];
    const exact = same.filter(({ path }) => path === image);
    const fits =
      exact.length > 0 ? exact : same.filter(({ path }) => isEnd(path, image) || isEnd(image, path));
    return fits.at(-1)?.split;
  }

  #describedFor(folder: string): string | undefined {
    if (folder === '') return undefined;
    const fits = this.#folders.filter(
      ([said]) => folder === said || folder.startsWith(`${said}/`) || said.endsWith(`/${folder}`),
    );
    // The longest folder that fits says most about the image, and of equal ones the last, which holds out.
    const most = Math.max(...fits.map(([said]) => said.length));
    const [said, split] =
      fits.findLast(([each]) => each.length === most || each.endsWith(`/${folder}`)) ?? [];
    // `train: images` does not say that `images/val` is for training.
    const below =
      said !== undefined && folder.startsWith(`${said}/`) ? named(folder.slice(said.length)) : undefined;
    return isHeldOutWord(below) ? below : split;
  }
}

const isText = (name: string) => /\.txt$/i.test(name);
const isEnd = (path: string, end: string) => path.endsWith(`/${end}`);
const plain = (path: string) => path.replace(/\\/g, '/').replace(/^(\.{0,2}\/)+|\/+$/g, '');

/** Lists that no description mentions: `train.txt` and `valid.txt`, as Darknet and CVAT write them; held-out ones last. */
function listsAt(place: ListPlace): [name: string, split: string][] {
  const names = place.names('.txt');
  return ['train', 'val', 'valid', 'test'].flatMap((split): [string, string][] =>
    names.filter((name) => name.toLowerCase() === `${split}.txt`).map((name) => [name, split]),
  );
}

function isHeldOutWord(word: string | undefined): boolean {
  const split = splitOfName(word ?? '');
  return split === 'validation' || split === 'test';
}

function named(folder: string): string | undefined {
  const parts = folder.split('/').reverse();
  return parts.map(splitWord).find((word) => word !== undefined);
}
