import { dirname, isAbsolute, resolve } from 'node:path';
import { className, type Split } from '../../../../catalog';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { type Note, note } from '../../../../core/words/notes';
import { splitWord } from '../../../lists/splits';
import type { ListedFile } from '../../listing/listing';
import { foldersInWords } from '../../listing/split-folders-words';
import { isHeldBackMore } from '../../listing/split-meanings';
import { foldersAround } from './folders-around';

/**
 * Holds out files for which a list names no split and that are in a folder that holds out (`img/1.jpg`, `test/2.jpg`), with a note. `open`
 * has the paths of those files, below `root` or absolute. Folders named for training or for a pool change nothing: that follows from the
 * labels. A folder named like the label of its files is that class, and so is one with a split only among the words of its name
 * (`test_tube`; not `cars_test`) if its files have one label and no others have it.
 */
export function heldOutByFolder(
  files: readonly ListedFile[],
  open: ReadonlySet<string>,
  root: string,
): { files: readonly ListedFile[]; notes: readonly Note[] } {
  const labels = new Set(files.map(({ label }) => label));
  const around = new Map<string, readonly HoldingOut[]>();
  const holdersOf = (path: string) => {
    const folder = dirname(path);
    const known =
      around.get(folder) ??
      holdingOut(
        isAbsolute(folder) ? below(foldersAround(root, resolve(folder)), labels) : folder.split('/'),
      );
    around.set(folder, known);
    return known;
  };
  const classes = classFolders(files, holdersOf);
  const folders = new Map<Split, Set<string>>();
  const placed = files.map((file): ListedFile => {
    const holders = open.has(file.path) ? holdersOf(file.path).filter(({ name }) => !classes.has(name)) : [];
    const most = holders.reduce<HoldingOut | undefined>(
      (before, each) => (isHeldBackMore(each.split, before?.split) ? each : before),
      undefined,
    );
    if (most === undefined || !isHeldBackMore(most.split, file.split)) return file;
    folders.set(most.split, (folders.get(most.split) ?? new Set()).add(most.name));
    return { ...file, split: most.split };
  });
  if (folders.size === 0) return { files, notes: [] };
  const named = Object.fromEntries([...folders].map(([split, names]) => [split, [...names]]));
  return {
    files: placed,
    notes: [note('list-splits-by-folder', { folders: foldersInWords({ folders: named }) })],
  };
}

/** A folder whose name holds out. */
interface HoldingOut {
  readonly name: string;
  readonly split: Split;
  /** Whether its name is that of the split, not only one of several words. */
  readonly whole: boolean;
}

const holdingOut = (names: readonly string[]): HoldingOut[] =>
  names.flatMap((name) => {
    const whole = splitOfName(name) !== undefined;
    const split = splitOfName(splitWord(name) ?? '');
    return split !== undefined && isHeldBackMore(split, undefined) ? [{ name, split, whole }] : [];
  });

/** Outside the list's folder, the names below one for training, as in `/mnt/testdata/train`; `train` may also be a class. */
function below(names: readonly string[], labels: ReadonlySet<string | null>): readonly string[] {
  const isTraining = (name: string) =>
    splitOfName(name) === 'labelled-train' && !/label/i.test(name) && !labels.has(className(name));
  return names.slice(names.findLastIndex(isTraining) + 1);
}

/**
 * Folders named like splits that are classes: all of their files, and no others, have the label with that name, or one label where the name
 * has other words too.
 */
function classFolders(
  files: readonly ListedFile[],
  holdersOf: (path: string) => readonly HoldingOut[],
): ReadonlySet<string> {
  const [found, others] = [new Set<string>(), new Set<string>()];
  const folders = new OneToOne();
  for (const { path, label } of files) {
    const holders = holdersOf(path);
    const names = new Set(holders.map(({ name }) => className(name)));
    for (const name of names) (name === label ? found : others).add(name);
    if (label !== null && !names.has(label)) others.add(label);
    folders.add(holders.find(({ whole }) => !whole)?.name, label);
  }
  return new Set([...[...found].filter((name) => !others.has(name)), ...folders.found]);
}

/** Which folders have images of one label that no other images have. */
class OneToOne {
  readonly #labels = new Map<string | undefined, Set<string | null>>();
  readonly #folders = new Map<string | null, Set<string | undefined>>();

  add(folder: string | undefined, label: string | null): void {
    this.#labels.set(folder, (this.#labels.get(folder) ?? new Set()).add(label));
    this.#folders.set(label, (this.#folders.get(label) ?? new Set()).add(folder));
  }

  /** With a single label for all there is nothing to tell classes by. */
  get found(): string[] {
    if (this.#folders.size < 2) return [];
    return [...this.#labels].flatMap(([folder, labels]) => {
      const [label, ...more] = labels;
      const isOne = more.length === 0 && label !== null && this.#folders.get(label)?.size === 1;
      return folder !== undefined && isOne ? [folder] : [];
    });
  }
}
