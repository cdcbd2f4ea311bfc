import { z } from 'zod';
import { messageOf, studioError } from '../../../core/errors';
import { noteOf } from '../../../core/errors/note-of';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { note } from '../../../core/words/notes';
import { textFile } from '../../../files/reading/text-file';
import type { ListContent, ListEntry } from '../format';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { splitWord } from '../splits';
import { Stems } from '../stems';
import { textLines } from '../text-chunks';
import { vocObjects } from './voc-objects';

export const imageSets = 'ImageSets/Main';
/** The file with the names of classes by the names of their files, which cannot contain every character. */
export const namesFile = 'class_names.json';

/** Class names by file name, without subset and extension. */
type ClassFiles = ReadonlyMap<string, string>;

const named = z.array(z.object({ file: z.string(), name: z.string() }));

export const annotationFiles = (place: ListPlace) => place.names('.xml', 'Annotations');

/** What is needed to read the lists of a folder. */
interface Reading {
  readonly classNames: ClassFiles;
  readonly labels: Labels;
  readonly problems: Problems;
}

/** What is kept about an image while all lists are read. It is small, because there may be a million images. */
interface Image {
  /** Where the image was named first: a file, and the line in a list. */
  readonly file: string;
  readonly line?: number;
  /** Images of one class share the array. */
  labels: readonly string[];
  split?: string;
  difficult: boolean;
}

const unlabelled: readonly string[] = [];

/** Adds labels to images; images of one class share an array. */
class Labels {
  readonly #alone = new Map<string, readonly string[]>();

  add(image: Image, label: string): void {
    if (image.labels.includes(label)) return;
    image.labels = image.labels.length === 0 ? this.#of(label) : [...image.labels, label];
  }

  #of(label: string): readonly string[] {
    const known = this.#alone.get(label) ?? [label];
    this.#alone.set(label, known);
    return known;
  }
}

/** Reads the lists of a VOC folder: those of classes if there are any, otherwise the objects of its annotations. */
export function readVoc(place: ListPlace): ListContent {
  const problems = new Problems();
  const sets = place.names('.txt', imageSets).map((name) => readSet(place, name));
  const ofClasses = sets.filter((set): set is ClassSet => set.label !== undefined);
  const images = new Map<string, Image>();
  const classNames = namesIn(place);
  // `trainval` is the union of the other two.
  const isNamedUnion = ({ subset }: ImageSet) => /^trainval/i.test(subset);
  const hasParts = sets.some((set) => !isNamedUnion(set) && splitOfName(set.subset) !== undefined);
  const isUnion = (set: ImageSet) => hasParts && isNamedUnion(set);
  const labels = new Labels();
  for (const set of sets) if (!isUnion(set)) takeSet(place, images, set, { classNames, labels, problems });
  if (ofClasses.length === 0) takeAnnotations(place, images, labels, problems);
  let [difficult, several] = [0, false];
  for (const image of images.values()) {
    if (image.difficult && image.labels.length === 0) difficult++;
    several ||= image.labels.length > 1;
  }
  return {
    entries: { [Symbol.iterator]: () => entriesOf(images, new Stems(place, 'JPEGImages')) },
    classes: [...classNames.values()],
    objects: ofClasses.length === 0 || several,
    problems: problems.list,
    notes: difficult > 0 ? [note('difficult-only', { images: difficult })] : [],
  };
}

function* entriesOf(images: ReadonlyMap<string, Image>, stems: Stems): Generator<ListEntry> {
  for (const [id, { file, line, labels, split }] of images) {
    const place = line === undefined ? file : `${file} line ${line}`;
    yield { place, paths: stems.paths(id), labels, split };
  }
}

/** A file of `ImageSets/Main`. */
interface ImageSet {
  readonly file: string;
  readonly subset: string;
  /** The class whose presence it marks; undefined for a plain list of images. */
  readonly label?: string;
}
type ClassSet = ImageSet & { readonly label: string };

const marked = /^(.+?)\s+(-1|0|1)$/;

function readSet(place: ListPlace, name: string): ImageSet {
  const file = `${imageSets}/${name}`;
  const stem = name.slice(0, -'.txt'.length);
  const cut = stem.lastIndexOf('_');
  const [first] = textLines(place.file(file));
  if (cut <= 0 || first === undefined || !marked.test(first.line)) return { file, subset: stem };
  return { file, subset: stem.slice(cut + 1), label: stem.slice(0, cut) };
}

/** Takes the lines as they are read, because all files together have one for each image and class. */
function takeSet(
  folder: ListPlace,
  images: Map<string, Image>,
  { file, subset, label }: ImageSet,
  { classNames, labels, problems }: Reading,
): void {
  const split = splitWord(subset);
  for (const { line, number } of textLines(folder.file(file))) {
    const place = () => `${file} line ${number}`;
    const [, id = label === undefined ? line : undefined, mark] =
      (label !== undefined && marked.exec(line)) || [];
    if (id === undefined) {
      problems.add(place(), note('entry-line', { expected: 'IMAGE 1|0|-1' }));
      continue;
    }
    const image = images.get(id) ?? { file, line: number, labels: unlabelled, difficult: false };
    images.set(id, image);
    if (split !== undefined && image.split !== undefined && splitOfName(image.split) !== splitOfName(split)) {
      problems.add(place(), note('entry-two-splits', { image: id, split: image.split }));
      continue;
    }
    image.split ??= split;
    if (label === undefined) continue;
    if (mark === '1') labels.add(image, classNames.get(label) ?? label);
    if (mark === '0') image.difficult = true;
  }
}

/** Takes the objects in each listed image's own file; in all such files if no list names images. */
function takeAnnotations(
  place: ListPlace,
  images: Map<string, Image>,
  labels: Labels,
  problems: Problems,
): void {
  const files = annotationFiles(place);
  const listed = images.size > 0;
  for (const name of files) {
    const id = name.slice(0, -'.xml'.length);
    const known = images.get(id);
    if (listed && !known) continue;
    const image: Image = known ?? { file: `Annotations/${name}`, labels: unlabelled, difficult: false };
    images.set(id, image);
    try {
      takeObjects(place.file('Annotations', name), image, labels);
    } catch (error) {
      problems.add(`Annotations/${name}`, noteOf(error));
    }
  }
}

function takeObjects(file: string, image: Image, labels: Labels): void {
  const found = vocObjects(file);
  for (const label of found.labels) labels.add(image, label);
  image.difficult ||= found.difficult;
}

/** The contents of `class_names.json`. Throws `unreadable-list`. */
function namesIn(place: ListPlace): ClassFiles {
  const path = place.file(imageSets, namesFile);
  if (!place.has(imageSets, namesFile)) return new Map();
  try {
    const read = named.parse(JSON.parse(textFile(path)));
    return new Map(read.map(({ file, name }) => [file, name]));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? 'it must be a list of a "file" and a "name" each' : messageOf(error);
    throw studioError('unreadable-list', { path, reason }, { cause: error });
  }
}
