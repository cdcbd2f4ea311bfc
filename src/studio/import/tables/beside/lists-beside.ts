import { extname, join, posix } from 'node:path';
import { type Note, note } from '../../../../core/words/notes';
import { isImageName } from '../../../../data/decode/format/file-names';
import { ListPlace } from '../../../lists/list-place';
import { formatAt } from '../../../lists/table';
import { readListHead, readListText } from '../../listing/list-text';
import type { ListedFile } from '../../listing/listing';
import { csvShape } from '../columns/list-columns';
import { csvRows } from '../reading/csv-rows';
import { jsonRows } from '../reading/json-rows';
import { isExport, isSample } from '../reading/list-file';
import { listKind } from '../reading/list-kind';
import { foreignLabels } from './foreign-labels';
import { namesAny, namesOf } from './names-any';

const endings = /^\.(csv|tsv|tab|lst|jsonl|ndjson|json|xml|txt)$/;
/** How many files are looked into: a tree with boxes has one for each image. */
const mostLookedAt = 50;
const mostNamed = 5;

/** Whether a file that is not a picture has the extension of a list. */
export const mayBeList = (name: string): boolean => endings.test(extname(name).toLowerCase());

/**
 * Notes lists beside images whose folders do not name classes (Hugging Face's `metadata.csv`, Kaggle's `train.csv`): they usually have the
 * labels, but a folder is read without them. If folders do name classes, only tables with other classes are noted (HAM10000's
 * `HAM10000_images_part_1` and `_part_2` beside the diagnoses). With `single`, files that belong to one image each are noted too.
 */
export function listsBeside(
  root: string,
  names: readonly string[],
  files: readonly ListedFile[],
  pictures: readonly string[],
  single = true,
): Note[] {
  const classes = new Set(files.map(({ label }) => label));
  const isMeant = (file: string) => (classes.size > 1 ? hasOtherClasses(file, classes) : isList(file));
  const lists = [...foreignLabels(root), ...names].filter((name) => !isSample(name)).slice(0, mostLookedAt);
  const meant = lists.filter((name) => isMeant(join(root, name)));
  const leftOut = classes.size > 1 ? listsOfLeftOut(root, lists, files, pictures) : [];
  const texts = single ? annotationsBeside(root, names, pictures, classes.size <= 1) : [];
  if (meant.length === 0) return [...texts, ...leftOut];
  return [note('lists-beside', { files: someOf(meant) }), ...texts, ...leftOut];
}

function someOf(lists: readonly string[]): string {
  const named = lists.slice(0, mostNamed).map((name) => `"${name}"`);
  return [...named, ...(lists.length > mostNamed ? ['…'] : [])].join(', ');
}

/**
 * A note on lists of pictures that are in no class folder although others are, as Tiny ImageNet's `val_annotations.txt` of those in
 * `val/images`.
 */
function listsOfLeftOut(
  root: string,
  lists: readonly string[],
  files: readonly ListedFile[],
  pictures: readonly string[],
): Note[] {
  if (lists.length === 0) return [];
  const taken = new Set(files.map(({ path }) => path));
  const left = namesOf(pictures.filter((path) => !taken.has(path)));
  if (left.size === 0) return [];
  const such = lists.filter((name) => isList(join(root, name)) && namesAny(join(root, name), left));
  return such.length > 0 ? [note('lists-of-left-out', { files: someOf(such) })] : [];
}

/**
 * A note on files of Pascal VOC or LabelMe that are named like the images, one for each; with `any`, also on those of other programs
 * (Supervisely's `a.jpg.json`, Darwin's `a.json`, the texts of YOLO).
 */
function annotationsBeside(
  root: string,
  names: readonly string[],
  pictures: readonly string[],
  any: boolean,
): Note[] {
  const stem = (name: string) => posix.basename(name, extname(name));
  const images = new Set(pictures.map(stem));
  const isOfImage = (own: string) => images.has(isImageName(own) ? stem(own) : own);
  const such = names.filter(
    (name) => /\.(?:xml|json|txt)$/i.test(name) && isOfImage(stem(name).replace(/___\w+$/, '')),
  );
  const known = such.filter((name) => !/\.txt$/i.test(name));
  const example = known.slice(0, mostLookedAt).find((name) => isAnnotation(join(root, name)));
  if (example !== undefined)
    return [note('annotations-beside', { files: known.length, example: `"${example}"` })];
  const isOneForEach = such.length > 1 && such.length * 2 > pictures.length;
  return any && isOneForEach
    ? [note('annotations-unknown', { files: such.length, example: `"${such[0]}"` })]
    : [];
}

function isAnnotation(file: string): boolean {
  try {
    const head = readListHead(file);
    return /<annotation[\s>]/.test(head) || /"(?:shapes|imagePath)"\s*:/.test(head);
  } catch {
    return false;
  }
}

function isList(file: string): boolean {
  try {
    const kind = listKind(file);
    if (kind === 'csv') return csvShape(file, readListHead(file)).columns.length > 1;
    return kind !== undefined || formatAt(new ListPlace(file)) !== undefined;
  } catch {
    return false;
  }
}

/** Whether a table has labels of which none is a class of the folders. */
function hasOtherClasses(file: string, classes: ReadonlySet<string | null>): boolean {
  try {
    const kind = listKind(file);
    if (kind === undefined || isExport(file)) return false;
    const { rows, classColumns } = (kind === 'csv' ? csvRows : jsonRows)(file, readListText(file).text);
    const labelled = classColumns.labelled(rows).rows;
    const labels = new Set(labelled.map(({ label }) => label?.trim()).filter((label) => label));
    return labels.size > 1 && [...labels].every((label) => !classes.has(label as string));
  } catch {
    return false;
  }
}
