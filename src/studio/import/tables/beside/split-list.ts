import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Split } from '../../../../catalog';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { refuseTooManyRows } from '../../../lists/row-room';
import { splitWord } from '../../../lists/splits';
import { readListText } from '../../listing/list-text';
import { csvRows } from '../reading/csv-rows';
import { jsonRows } from '../reading/json-rows';
import { listKind } from '../reading/list-kind';

/** What a list beside a folder says about the splits of its images. */
export interface SplitList {
  /** Relative to the folder. */
  readonly name: string;
  readonly entries: readonly SplitEntry[];
  /** Whether it holds the images of training and validation together, so that a list of the validation images says more than it does. */
  readonly joint: boolean;
}

/** One image of such a list. */
export interface SplitEntry {
  /** How the line may be meant as a path: whole, or without what follows the first space or separator. */
  readonly paths: readonly string[];
  readonly split: Split;
}

/** Whether a list says by number what the images of another are for. */
export const isPaired = (name: string) => /train[\s_-]*test[\s_-]*split/i.test(basename(name));
const plainName = (name: string) => basename(name, extname(name));

/** Whether one of the words in a list's name is that of a split (`TestImages`, `images_variant_test`, `train1`). */
export const speaksOfSplit = (name: string): boolean =>
  splitWord(plainName(name)) !== undefined || isPaired(name);

/**
 * The splits in a list, in one of three forms: a text or table that is named like a split and holds its images (Food-101's `test.txt`); a
 * table with a column of splits; the two texts of CUB-200, whose `train_test_split.txt` has a 0 for each image in `images.txt` that is for
 * testing. Null for anything else, and for a list that cannot be read.
 */
export function readSplitList(root: string, name: string): SplitList | null {
  const file = join(root, name);
  const word = splitWord(plainName(name));
  const own = word === undefined ? undefined : splitOfName(word);
  const isText = extname(name).toLowerCase() === '.txt';
  try {
    const entries =
      isText && isPaired(name) ? numbered(file) : isText && own ? lines(file, own) : rows(file, own);
    const joint = own === 'labelled-train' && /train[\s_-]*val/i.test(plainName(name));
    return entries && entries.length > 0 ? { name, entries, joint } : null;
  } catch {
    return null;
  }
}

const slashed = (path: string) => path.replace(/\\/g, '/');

/** The text of a list. Throws what `readListText` throws, and `list-too-many-rows`. */
function textOf(file: string): string {
  const { text } = readListText(file);
  refuseTooManyRows(file, text);
  return text;
}

const linesIn = (file: string) =>
  textOf(file)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A text with one image in each line, with or without its class behind it. */
function lines(file: string, split: Split): SplitEntry[] {
  return linesIn(file).map((line) => {
    const [first] = line.split(/[\s,;|]+/);
    return { paths: [...new Set([slashed(line), slashed(first)])], split };
  });
}

/** A table or JSON Lines; the name of the list says the split of rows that have none. */
function rows(file: string, own?: Split): SplitEntry[] | null {
  const kind = listKind(file);
  if (kind === undefined) return own && /\.json$/i.test(file) ? names(file, own) : null;
  const read = (kind === 'csv' ? csvRows : jsonRows)(file, textOf(file));
  return read.rows.flatMap(({ path, split: written = '' }) => {
    const split = splitOfName(written) ?? own;
    return path && split ? [{ paths: [slashed(path)], split }] : [];
  });
}

/** A JSON with names in lists, whatever the keys above them mean. */
function names(file: string, split: Split): SplitEntry[] {
  return namesIn(JSON.parse(textOf(file))).map((path) => ({ paths: [slashed(path)], split }));
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value))
    return value.flatMap((each) => (typeof each === 'string' ? [each] : namesIn(each)));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

/** The images by number in one text, and whether each is for training in another. */
function numbered(file: string): SplitEntry[] | null {
  const listed = join(dirname(file), 'images.txt');
  if (!existsSync(listed)) return null;
  const isTrain = new Map(pairs(file));
  return pairs(listed).flatMap(([number, path]): SplitEntry[] => {
    const said = isTrain.get(number);
    if (said !== '0' && said !== '1') return [];
    return [{ paths: [slashed(path)], split: said === '1' ? 'labelled-train' : 'test' }];
  });
}

function pairs(file: string): [string, string][] {
  return linesIn(file).map((line) => {
    const at = line.search(/\s/);
    return [line.slice(0, at), line.slice(at).trim()];
  });
}
