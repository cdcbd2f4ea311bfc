import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { noteOf } from '../../../core/errors/note-of';
import { note } from '../../../core/words/notes';
import { isImageName, isSystemName } from '../../../data/decode/format/file-names';
import type { ListContent, ListEntry } from '../format';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { textLines } from '../text-chunks';
import { alikeNote, tellApart } from '../told-apart';
import { describedAt, namesFiles, namesInLists } from './yolo-names';
import { YoloSplits } from './yolo-splits';

/** A folder of images and the one of their text files, relative to the place; both are the same if the texts are beside the images. */
interface BoxFolder {
  readonly images: string;
  readonly labels: string;
}

/** How many texts are looked into, because those of images without a box are empty. */
const lookedInto = 50;
/** Folders within `images` are followed to this depth, so that circular links end. */
const mostDepth = 6;

/** The number of a class, then a box (4 numbers, and optionally a model's confidence), or an outline. */
const line = /^(\d+)(?:\.0*)?((?:\s+[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?){4,})$/i;
/** How many numbers follow the class if a model drew the box. */
const ofModel = 5;

/** The folders of a place that contain images with text files of boxes. */
export function boxFolders(place: ListPlace): BoxFolder[] {
  const within = place.folders();
  const apart = ['', ...within]
    .map((folder) => ({ images: join(folder, 'images'), labels: join(folder, 'labels') }))
    .filter(({ images, labels }) => place.has(images) && place.has(labels));
  const beside = ['', ...within]
    .filter((folder) => isNamed(place, folder))
    .map((folder) => ({ images: folder, labels: folder }));
  const found = apart.length > 0 ? apart : beside;
  return found.some((each) => hasBoxes(place, each)) ? found : [];
}

/** Texts beside pictures may be anything, such as descriptions: only a list of classes shows that they are boxes. */
const isNamed = (place: ListPlace, folder: string) =>
  [...namesFiles, 'obj.data'].some((name) => place.has(name) || place.has(folder, name));

function hasBoxes(place: ListPlace, { images, labels }: BoxFolder): boolean {
  let looked = 0;
  for (const image of picturesIn(place.file(images))) {
    const text = textOf(image);
    if (!place.has(labels, text)) continue;
    if (++looked > lookedInto) return false;
    try {
      for (const { line: first } of textLines(place.file(labels, text))) return line.test(first);
    } catch {
      return false;
    }
  }
  return false;
}

const textOf = (image: string) => `${image.replace(/\.[^./]*$/, '')}.txt`;

/** Pictures below a folder, relative to it, in alphabetical order. */
function* picturesIn(folder: string, below = '', depth = 0): Generator<string> {
  const path = join(folder, below);
  for (const entry of entriesOf(path)) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(folder, name)))) {
      if (depth < mostDepth) yield* picturesIn(folder, name, depth + 1);
    } else if (isImageName(entry.name)) yield name;
  }
}

function entriesOf(folder: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => !isSystemName(name))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What is kept about an image; images of one class share an array. */
interface Boxed {
  readonly path: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly split?: string;
  readonly byModel: boolean;
}

/** Reads every image with the classes of its boxes. An image without a text, or with an empty one, has no label. */
export function readYolo(place: ListPlace): ListContent {
  const problems = new Problems();
  const folders = boxFolders(place);
  const described = describedAt(place);
  const names = new Map(described?.names.size ? described.names : namesInLists(place, place.folders()));
  const alike = tellApart(names);
  const splits = new YoloSplits(place, described, problems);
  const shared = new Map<string, readonly string[]>();
  const all: Boxed[] = [];
  let joined = 0;
  for (const { images, labels } of folders)
    for (const image of picturesIn(place.file(images))) {
      const [path, text] = [joinPath(images, image), joinPath(labels, textOf(image))];
      const read = place.has(text) ? boxesIn(place, text, names, problems) : null;
      if (read) joined++;
      const { classes = [], byModel = false } = read ?? {};
      const key = JSON.stringify(classes);
      const labelsOf = shared.get(key) ?? classes;
      shared.set(key, labelsOf);
      all.push({ path, text, labels: labelsOf, byModel, split: splits.of(path, classes.length > 0) });
    }
  // Beside pictures there may be unrelated texts, so only separate folders are counted.
  const apart = folders.filter(({ images, labels }) => images !== labels);
  const texts = apart.reduce((sum, { labels }) => sum + textsIn(place, labels), 0);
  const unjoined = apart.length > 0 ? texts - joined : 0;
  return {
    entries: { [Symbol.iterator]: () => entriesIn(all) },
    classes: [...names.values()],
    objects: true,
    saysSplits: splits.found,
    problems: problems.list,
    notes: [
      ...(unjoined > 0 ? [note('annotations-unjoined', { images: unjoined })] : []),
      ...alikeNote(place.name, alike),
      ...(splits.unnamed > 0 ? [note('rows-without-split', { images: splits.unnamed })] : []),
    ],
  };
}

const joinPath = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

function* entriesIn(all: readonly Boxed[]): Generator<ListEntry> {
  for (const { path, text, ...said } of all) yield { place: text, paths: [path], ...said };
}

/** The classes of the boxes of one image, each once. */
function boxesIn(
  place: ListPlace,
  text: string,
  names: ReadonlyMap<string, string>,
  problems: Problems,
): { classes: readonly string[]; byModel: boolean } {
  const classes = new Set<string>();
  let byModel = false;
  try {
    for (const { line: box, number } of textLines(place.file(text))) {
      const [, id, rest] = line.exec(box) ?? [];
      if (id === undefined) {
        problems.add(`${text} line ${number}`, note('entry-line', { expected: 'CLASS X Y WIDTH HEIGHT' }));
        continue;
      }
      const name = names.size === 0 ? id : names.get(String(Number(id)));
      if (name === undefined)
        problems.add(`${text} line ${number}`, note('entry-category', { category: id }));
      else classes.add(name);
      byModel ||= rest.trim().split(/\s+/).length === ofModel;
    }
  } catch (error) {
    problems.add(text, noteOf(error));
  }
  return { classes: [...classes], byModel };
}

/** How many texts below a folder may belong to an image. */
function textsIn(place: ListPlace, folder: string, depth = 0): number {
  let count = 0;
  for (const entry of entriesOf(place.file(folder)))
    if (entry.isDirectory())
      count += depth < mostDepth ? textsIn(place, join(folder, entry.name), depth + 1) : 0;
    else if (/\.txt$/i.test(entry.name) && !namesFiles.includes(entry.name)) count++;
  return count;
}
