import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Split } from '../../../../catalog';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import type { InEach } from '../../../../core/words/language';
import { type Note, note } from '../../../../core/words/notes';
import { readListText } from '../../listing/list-text';
import type { ListedFile } from '../../listing/listing';
import { isHeldBackMore, splitMeanings } from '../../listing/split-meanings';
import { csvRows } from '../reading/csv-rows';
import { jsonRows } from '../reading/json-rows';
import { listKind } from '../reading/list-kind';
import { foreignLabels } from './foreign-labels';
import { matchSplits } from './match-splits';
import { isOf, nameOf, namesAny, namesOf } from './names-any';
import { isPaired, readSplitList, speaksOfSplit } from './split-list';

const mostNamed = 5;
/** How many tables are read to find out whether they give splits. */
const mostTables = 50;

/** What lists beside the folders of classes say about the splits of their images. */
export interface SplitsBeside {
  /** The split of each image that a list names; null if there are no such lists, or none that can be followed. */
  readonly splits: ReadonlyMap<string, Split> | null;
  readonly notes: readonly Note[];
  /** The lists that are followed. */
  readonly lists: readonly string[];
}

/**
 * Reads lists beside folders of classes that name the images of a split (Food-101's `meta/test.txt`, Kaggle's `test.csv`,
 * `train_test_split.txt` of CUB-200), or that have a column of splits. If they cannot be followed, because they are folds or name several
 * images by one name, a note says so, since all images are then trained on.
 */
export function splitsBeside(
  root: string,
  names: readonly string[],
  files: readonly ListedFile[],
): SplitsBeside {
  const meant = listsMeant(root, names, files);
  if (meant.length === 0) return { splits: null, notes: [], lists: [] };
  const paths = files.map(({ path }) => path);
  const lists = meant.slice(0, mostTables).flatMap((name) => readSplitList(root, name) ?? []);
  const matched = matchSplits(lists, paths);
  if (matched === null)
    return { splits: null, notes: [note('splits-beside', { files: named(meant) })], lists: [] };
  const { splits } = matched;
  const left = paths.length - splits.size;
  const hasTraining = [...splits.values()].includes('labelled-train');
  const followed = { files: named(matched.lists), counts: countsOf(splits, left) };
  return {
    splits,
    lists: matched.lists,
    notes: [
      note('splits-by-lists', followed),
      ...(hasTraining && left > 0 ? [note('splits-by-lists-rest', { images: left })] : []),
    ],
  };
}

/** The lists that name any of the images and speak of splits. */
function listsMeant(root: string, names: readonly string[], files: readonly ListedFile[]): string[] {
  const lists = [...foreignLabels(root), ...names];
  return lists.length === 0
    ? []
    : listsOfSplits(
        root,
        lists,
        files.map(({ path }) => path),
      );
}

/**
 * The lists, relative to the folder, that say which split any of these images belongs to: by their names, or by a column. Tables of more than
 * `mostBytes` are recognised by their names alone.
 */
export function listsOfSplits(
  root: string,
  names: readonly string[],
  paths: readonly string[],
  mostBytes = Number.POSITIVE_INFINITY,
): string[] {
  const images = namesOf(paths);
  const lists = names.filter((name) => !/\.xml$/i.test(name));
  const tables = new Set(lists.filter((name) => !/\.txt$/i.test(name)).slice(0, mostTables));
  return lists.filter((name) => {
    const file = join(root, name);
    if (speaksOfSplit(name) && (isPaired(name) || namesAny(file, images))) return true;
    return tables.has(name) && sizeOf(file) <= mostBytes && holdsOut(file, images);
  });
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function named(lists: readonly string[]): string {
  const some = lists.slice(0, mostNamed).map((name) => `"${name}"`);
  return [...some, ...(lists.length > mostNamed ? ['…'] : [])].join(', ');
}

/** How many images each split has, those that no list names among those to train on. */
function countsOf(splits: ReadonlyMap<string, Split>, left: number): InEach<string> {
  const counts = new Map<Split, number>([['labelled-train', left]]);
  for (const split of splits.values()) counts.set(split, (counts.get(split) ?? 0) + 1);
  const said = [...counts].filter(([, count]) => count > 0);
  return {
    en: said.map(([split, count]) => `${count.toLocaleString('en')} ${splitMeanings[split].en}`).join(', '),
    ko: said.map(([split, count]) => `${splitMeanings[split].ko} ${count.toLocaleString('ko')}장`).join(', '),
  };
}

/** Whether a table gives splits, and holds out any of the images. */
function holdsOut(file: string, images: ReadonlySet<string>): boolean {
  try {
    const kind = listKind(file);
    if (kind === undefined) return false;
    const { rows } = (kind === 'csv' ? csvRows : jsonRows)(file, readListText(file).text);
    return rows.some(
      ({ path = '', split = '' }) =>
        isHeldBackMore(splitOfName(split), undefined) && isOf(nameOf(path.replace(/\\/g, '/')), images),
    );
  } catch {
    return false;
  }
}
