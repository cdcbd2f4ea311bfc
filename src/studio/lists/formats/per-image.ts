import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { noteOf } from '../../../core/errors/note-of';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { note } from '../../../core/words/notes';
import { isImageName, isSystemName } from '../../../data/decode/format/file-names';
import type { ListContent, ListEntry, ListFormat } from '../format';
import { jsonParts, peekJson } from '../json-parts';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { peekXml } from '../xml-elements';
import { annotationFolders, isOfImages, isSplit } from './annotation-folders';
import { vocObjects } from './voc-objects';

/**
 * A file of annotations for each image: Pascal VOC's XML, as LabelImg, CVAT and Roboflow write it, or LabelMe's JSON (github.com/wkentaro/labelme),
 * beside the image or in a folder of its own, in one folder or in one for each split (`annotation-folders.ts`).
 */
export const perImage: ListFormat = {
  name: 'per-image',
  words: {
    en: {
      title: 'LabelImg and LabelMe',
      help: 'Images with a file of annotations each: XML as in Pascal VOC, or JSON of LabelMe.',
    },
    ko: {
      title: 'LabelImg와 LabelMe',
      help: '이미지마다 주석 파일이 하나씩 있습니다. Pascal VOC의 XML이나 LabelMe의 JSON입니다.',
    },
  },
  reading: { fits, read },
};

/** How many files are looked into, because some images may have none, and others a file of another kind. */
const lookedInto = 50;
/** Folders are followed to this depth, so that circular links end. */
const mostDepth = 6;

/**
 * Images that have annotations directly in the folder, in `images` or `data`, or in the same places of folders that are named after splits,
 * above or below these.
 */
function fits(place: ListPlace): boolean {
  if (!place.isFolder) return false;
  const below = (folder: string, is: (name: string) => boolean) =>
    place
      .folders(folder)
      .filter(is)
      .map((name) => join(folder, name));
  const splits = below('', isSplit);
  const inside = ['', ...splits].flatMap((folder) => below(folder, isOfImages));
  const within = [...inside, ...below('', (name) => /^data(?:set)?$/i.test(name))];
  const near = ['', ...splits, ...inside, ...within.flatMap((folder) => below(folder, isSplit))];
  return near.some((folder) => isAnnotated(place, folder));
}

function isAnnotated(place: ListPlace, folder: string): boolean {
  const found = textsFor(place, folder);
  if (found.size === 0) return false;
  const stems = new Set(imagesIn(place, folder).map(stemOf));
  const texts = [...found].filter(([stem]) => stems.has(stem));
  return texts.slice(0, lookedInto).some(([, text]) => isAnnotation(place, text));
}

/** The folder and all below it, relative to the place. */
function* foldersIn(place: ListPlace, folder = '', depth = 0): Generator<string> {
  yield folder;
  if (depth === mostDepth) return;
  for (const name of place.folders(folder))
    if (!isSystemName(name)) yield* foldersIn(place, join(folder, name), depth + 1);
}

/** Files that may be annotations of a folder's images, by their stems; of two for one image, the one in the nearest folder. */
function textsFor(place: ListPlace, folder: string): ReadonlyMap<string, string> {
  const files = [...annotationFolders(place, folder), folder].flatMap((own) =>
    [...place.names('.json', own), ...place.names('.xml', own)].map((name) => join(own, name)),
  );
  return new Map(files.map((file) => [stemOf(basename(file)), file]));
}

/** What was read is not kept, as the place would do: there may be as many files as images, with a picture in each. */
function isAnnotation(place: ListPlace, text: string): boolean {
  const file = place.file(text);
  // Opening a named pipe would block.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  if (/\.xml$/i.test(text)) return peekXml(file)[0]?.name === 'annotation';
  const members = new Set(peekJson(file).map(({ member }) => member));
  return members.has('shapes') && members.has('imagePath');
}

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');

const imagesIn = (place: ListPlace, folder: string) =>
  place.names('', folder).filter((name) => isImageName(name) && !isSystemName(name));

/** Reads every image with the classes of its annotations. An image without a file, or with an empty one, has no label. */
function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const entries: ListEntry[] = [];
  const [joined, alone] = [new Set<string>(), new Set<string>()];
  const shared = new Map<string, readonly string[]>();
  let [difficult, objects] = [0, false];
  for (const folder of foldersIn(place)) {
    const images = imagesIn(place, folder);
    if (images.length === 0) continue;
    const texts = textsFor(place, folder);
    const stems = new Set(images.map(stemOf));
    const split = folder.split('/').find((name) => splitOfName(name) !== undefined);
    // A folder of annotations may be that of several folders of images.
    for (const [stem, text] of texts) (stems.has(stem) ? joined : alone).add(text);
    for (const name of images) {
      const [image, text] = [join(folder, name), texts.get(stemOf(name))];
      const found = text === undefined ? nothing : annotationsIn(place, text, problems);
      objects ||= found.objects;
      if (found.difficult && found.labels.length === 0) difficult++;
      const key = JSON.stringify(found.labels);
      const labels = shared.get(key) ?? found.labels;
      shared.set(key, labels);
      entries.push({ place: text ?? image, paths: [image], labels, split });
    }
  }
  const unjoined = [...alone].filter((text) => !joined.has(text) && isAnnotation(place, text)).length;
  return {
    entries,
    objects,
    saysSplits: entries.length > 0 && entries.every(({ split }) => split !== undefined),
    problems: problems.list,
    notes: [
      ...(unjoined > 0 ? [note('annotations-unjoined', { images: unjoined })] : []),
      ...(difficult > 0 ? [note('difficult-only', { images: difficult })] : []),
    ],
  };
}

interface Annotations {
  readonly labels: readonly string[];
  /** Whether the labels are those of objects, not of the whole image. */
  readonly objects: boolean;
  readonly difficult: boolean;
}

const nothing: Annotations = { labels: [], objects: false, difficult: false };

function annotationsIn(place: ListPlace, text: string, problems: Problems): Annotations {
  try {
    if (/\.xml$/i.test(text)) return { ...vocObjects(place.file(text)), objects: true };
    return labelMe(place.file(text), text, problems);
  } catch (error) {
    problems.add(text, noteOf(error));
    return nothing;
  }
}

const shape = z.object({ label: z.string().min(1) });

/** Flags that are ticked are labels of the whole image; if there are none, the labels of its shapes are taken. */
function labelMe(file: string, text: string, problems: Problems): Annotations {
  const [ticked, drawn] = [new Set<string>(), new Set<string>()];
  jsonParts(file, ({ member, key, value }) => {
    if (member === 'flags' && typeof key === 'string' && value === true) ticked.add(key);
    if (member !== 'shapes' || typeof key !== 'number') return;
    const shaped = problems.shaped(shape, value, `${text} shapes[${key}]`);
    if (shaped) drawn.add(shaped.label.trim());
  });
  return { labels: [...(ticked.size > 0 ? ticked : drawn)], objects: ticked.size === 0, difficult: false };
}
