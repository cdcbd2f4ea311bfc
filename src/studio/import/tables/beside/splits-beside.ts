import { basename, extname, join } from 'node:path';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { type Note, note } from '../../../../core/words/notes';
import { splitWord } from '../../../lists/splits';
import { readListText } from '../../listing/list-text';
import type { ListedFile } from '../../listing/listing';
import { isHeldBackMore } from '../../listing/split-meanings';
import { csvRows } from '../reading/csv-rows';
import { jsonRows } from '../reading/json-rows';
import { listKind } from '../reading/list-kind';
import { foreignLabels } from './foreign-labels';
import { isOf, nameOf, namesAny, namesOf } from './names-any';

const mostNamed = 5;
/** How many tables are read to find out whether they give splits. */
const mostTables = 50;

/**
 * Notes files beside folders of classes that name the images of a split (Food-101's `meta/test.txt` and `test.json`, Kaggle's `test.csv`,
 * `train_test_split.txt` of CUB-200), or that have a column of splits: a folder is read without them, so that all its images are trained
 * on.
 */
export function splitsBeside(root: string, names: readonly string[], files: readonly ListedFile[]): Note[] {
  const images = namesOf(files.map(({ path }) => path));
  const lists = [...foreignLabels(root), ...names].filter((name) => !/\.xml$/i.test(name));
  const tables = new Set(lists.filter((name) => !/\.txt$/i.test(name)).slice(0, mostTables));
  const meant = lists.filter((name) => {
    const file = join(root, name);
    const speaks = speaksOfSplit(basename(name, extname(name)));
    if (speaks && (isBoth(name) || namesAny(file, images))) return true;
    return tables.has(name) && holdsOut(file, images);
  });
  if (meant.length === 0) return [];
  const named = meant.slice(0, mostNamed).map((name) => `"${name}"`);
  return [
    note('splits-beside', { files: [...named, ...(meant.length > mostNamed ? ['…'] : [])].join(', ') }),
  ];
}

const isBoth = (name: string) => /train[\s_-]*test[\s_-]*split/i.test(basename(name));
/** `TestImages`, `images_variant_test`, `train1`: one of the words is the name of a split. */
const speaksOfSplit = (name: string) => splitWord(name) !== undefined || isBoth(name);

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
