import { basename, dirname, relative } from 'node:path';
import { z } from 'zod';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import type { ListContent, ListEntry, ListFormat, ListPiece, WriteContext } from '../format';
import { type JsonPart, jsonParts } from '../json-parts';
import type { LabelRow } from '../label-row';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { splitFileName, splitWord } from '../splits';
import { alikeNote, tellApart } from '../told-apart';

const id = z.union([z.number(), z.string()]).transform(String);
const split = z.string().optional().catch(undefined);
const image = z.object({
  ...{ id, file_name: z.string().min(1) },
  // COCO has no key for it; programs that need one call it differently.
  ...{ split, subset: split, set: split, partition: split, phase: split, usage: split },
});
const annotation = z.object({
  image_id: id,
  category_id: id,
  bbox: z.unknown().optional(),
  segmentation: z.unknown().optional(),
  score: z.number().optional(),
});
const category = z.object({ id, name: z.string(), supercategory: z.unknown().optional() });

/**
 * COCO (cocodataset.org/#format-data): `images`, `annotations` that join an image to a category, and `categories`. Each file is one split;
 * several are in one folder or, as Roboflow writes them, in one folder for each split.
 */
export const coco: ListFormat = {
  name: 'coco',
  words: {
    en: {
      title: 'COCO',
      help: 'A folder with a JSON file for each split: images, categories, and an annotation for each label. It can be imported again.',
    },
    ko: {
      title: 'COCO',
      help: '분할마다 JSON 파일이 하나씩 있는 폴더입니다. 이미지, 범주, 라벨마다 주석 하나를 적습니다. 다시 가져올 수 있습니다.',
    },
  },
  reading: { fits: (place) => filesOf(place).length > 0, read },
  writing: { ending: null, copies: false, unlabelled: true, write },
};

/** A folder with more JSON files than this has one for each image, and none of them is read. */
const mostFiles = 50;

/** The COCO files of a place: itself, or those in a folder, in its `annotations` and in its folders named after splits. */
function filesOf(place: ListPlace): string[] {
  if (!place.isFolder) return isCoco(place.json()) ? [place.path] : [];
  const folders = ['', ...place.folders().filter((name) => name === 'annotations' || splitWord(name))];
  return folders
    .map((folder) => place.names('.json', folder).map((name) => place.file(folder, name)))
    .flatMap((files) => (files.length <= mostFiles ? files : []))
    .filter((file, _, all) => !isOtherTask(file, all))
    .filter((file) => isCoco(place.json(file)));
}

/** COCO itself has captions and outlines of people for the same images, which are no classes beside `instances_train2017.json`. */
const isOtherTask = (file: string, files: readonly string[]) =>
  /^(captions|person_keypoints|stuff|panoptic)_/.test(basename(file)) &&
  files.some((other) => dirname(other) === dirname(file) && /^instances_/.test(basename(other)));

function isCoco(parts: readonly JsonPart[]): boolean {
  const has = (member: string, ...keys: string[]) =>
    parts.some(
      (part) =>
        part.member === member &&
        typeof part.key === 'number' &&
        typeof part.value === 'object' &&
        part.value !== null &&
        keys.every((key) => Object.hasOwn(part.value as object, key)),
    );
  return has('images', 'id', 'file_name') || has('annotations', 'image_id', 'category_id');
}

function read(place: ListPlace): ListContent {
  const files = filesOf(place);
  const problems = new Problems();
  const read = files.map((file) => readFile(place, file, problems));
  const unjoined = read.reduce((sum, each) => sum + each.unjoined, 0);
  const alike = [...new Set(read.flatMap((each) => each.alike))];
  const notes = [
    ...(unjoined > 0 ? [note('annotations-unjoined', { images: unjoined })] : []),
    ...alikeNote(place.name, alike),
  ];
  return {
    entries: read.flatMap(({ entries }) => entries),
    classes: [...new Set(read.flatMap(({ classes }) => classes))],
    objects: read.some(({ objects }) => objects),
    problems: problems.list,
    notes,
  };
}

interface FileContent {
  readonly entries: readonly ListEntry[];
  readonly classes: readonly string[];
  /** Names of categories that were equal and were told apart by their ids. */
  readonly alike: readonly string[];
  readonly objects: boolean;
  /** Number of images that have annotations but are not listed. */
  readonly unjoined: number;
}

interface Found {
  readonly images: { readonly id: string; readonly path: string; readonly split?: string; at: number }[];
  /** The categories of each image, by its id; usually a single one. */
  readonly labels: Map<string, string | Set<string>>;
  readonly categories: Map<string, string>;
  /** Ids that several categories share, with the names of these categories. */
  readonly unclear: Map<string, Set<string>>;
  readonly scored: Set<string>;
  /** Ids of categories that have none above them. */
  readonly headings: Set<string>;
  objects: boolean;
}

function readFile(place: ListPlace, file: string, problems: Problems): FileContent {
  const found: Found = {
    ...{ images: [], labels: new Map(), categories: new Map(), unclear: new Map() },
    ...{ scored: new Set(), headings: new Set(), objects: false },
  };
  const prefix = place.isFolder ? `${relative(place.folder, file)}: ` : '';
  jsonParts(file, ({ member, key, value }) => {
    if (typeof key !== 'number') return;
    const at = `${prefix}${member}[${key}]`;
    if (member === 'images') {
      const shaped = problems.shaped(image, value, at);
      if (shaped)
        found.images.push({ id: shaped.id, path: shaped.file_name, split: splitSaid(shaped), at: key });
    } else if (member === 'categories') {
      const shaped = problems.shaped(category, value, at);
      if (shaped) addCategory(found, shaped);
    } else if (member === 'annotations') {
      const shaped = problems.shaped(annotation, value, at);
      if (shaped) join(found, shaped);
    }
  });
  dropHeading(found);
  const alike = tellApart(found.categories);
  const bySplit = place.isFolder ? splitIn(place, file) : undefined;
  const folder = relative(place.folder, dirname(file));
  const ids = new Map<string, Set<string>>();
  for (const { id, path } of found.images) ids.set(id, (ids.get(id) ?? new Set()).add(path));
  const entries = found.images.map(({ id, path, split, at }): ListEntry => {
    const labels: string[] = [];
    for (const each of categoriesOf(found, id)) {
      const name = found.categories.get(each);
      if (name !== undefined) labels.push(name);
      else problems.add(`${prefix}images[${at}]`, note('entry-category', { category: each }));
    }
    return {
      place: `${prefix}images[${at}]`,
      paths: folder === '' ? [path] : [`${folder}/${path}`, path],
      list: file,
      labels: [...new Set(labels)],
      problem: unclear(found, id, ids.get(id)),
      split: split ?? bySplit,
      byModel: found.scored.has(id),
    };
  });
  return {
    entries,
    classes: [...found.categories.values()],
    alike,
    objects: found.objects,
    unjoined: [...found.labels.keys()].filter((id) => !ids.has(id)).length,
  };
}

/** The split that an image says: its own `split` whatever it says, or what names a split under another key. */
function splitSaid({
  split,
  subset,
  set,
  partition,
  phase,
  usage,
}: z.infer<typeof image>): string | undefined {
  const others = [subset, set, partition, phase, usage];
  return split?.trim() ? split : others.find((each) => splitOfName(each ?? '') !== undefined);
}

/** If another category already has this id, it is unknown which of the two an annotation means. */
function addCategory(found: Found, { id, name, supercategory }: z.infer<typeof category>): void {
  const { categories, unclear } = found;
  if (supercategory === 'none') found.headings.add(id);
  const before = categories.get(id);
  if (before === undefined) categories.set(id, name);
  else if (before !== name) unclear.set(id, (unclear.get(id) ?? new Set([before])).add(name));
}

/**
 * Removes categories that no annotation has and that only group others: Roboflow writes one for all, often with the name of a class. Other
 * categories of one name, such as `crane` of birds and of machines, are two classes.
 */
function dropHeading({ categories, headings, labels }: Found): void {
  if (headings.size === 0) return;
  const used = new Set(
    [...labels.values()].flatMap((each) => (typeof each === 'string' ? [each] : [...each])),
  );
  for (const id of headings) if (!used.has(id)) categories.delete(id);
}

/** Why the label of an image is unknown. */
function unclear(found: Found, id: string, paths: ReadonlySet<string> | undefined): Note | undefined {
  const categories = categoriesOf(found, id);
  if (paths && paths.size > 1 && categories.length > 0) return note('entry-id-twice', { id });
  for (const each of categories) {
    const names = found.unclear.get(each);
    if (names) return note('entry-category-twice', { id: each, classes: [...names].join(', ') });
  }
  return undefined;
}

function join(
  found: Found,
  { image_id, category_id, bbox, segmentation, score }: z.infer<typeof annotation>,
): void {
  const before = found.labels.get(image_id);
  if (before === undefined) found.labels.set(image_id, category_id);
  else if (typeof before !== 'string') before.add(category_id);
  else if (before !== category_id) found.labels.set(image_id, new Set([before, category_id]));
  if (score !== undefined) found.scored.add(image_id);
  found.objects ||= isFilled(bbox) || isFilled(segmentation);
}

const isFilled = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function categoriesOf({ labels }: Found, id: string): readonly string[] {
  const found = labels.get(id) ?? [];
  return typeof found === 'string' ? [found] : [...found];
}

/** The split that a file's name stands for, otherwise that of its folder within the place. */
function splitIn(place: ListPlace, file: string): string | undefined {
  const own = splitWord(basename(file).replace(/\.json$/i, ''));
  return own ?? (dirname(file) === place.folder ? undefined : splitWord(basename(dirname(file))));
}

/** A file of one split while it is written: annotations come after all images, so they are kept as numbers. */
interface OpenFile {
  readonly name: string;
  readonly imageIds: number[];
  readonly classes: number[];
  /** NaN if the label does not come from a model. */
  readonly scores: number[];
  images: number;
}

function* write(rows: Iterable<LabelRow>, context: WriteContext): Generator<ListPiece> {
  const categories = new Map(context.classes.map((name, index) => [name, index + 1]));
  const files = new Map<string, OpenFile>();
  let nextId = 1;
  for (const row of rows) {
    let file = files.get(row.split);
    if (!file) {
      const name = `${splitFileName(row.split)}.json`;
      file = { name, images: 0, imageIds: [], classes: [], scores: [] };
      files.set(row.split, file);
      yield { file: name, text: '{"info": {"description": "Noisy Studio"}, "licenses": [], "images": [' };
    }
    const { width, height } = row;
    const size = width && height ? { width, height } : {};
    const line = { id: nextId, file_name: context.pathIn(file.name, row), ...size };
    yield { file: file.name, text: `${file.images++ === 0 ? '\n' : ',\n'}${JSON.stringify(line)}` };
    if (row.label !== null) {
      if (!categories.has(row.label)) categories.set(row.label, categories.size + 1);
      file.imageIds.push(nextId);
      file.classes.push(categories.get(row.label) as number);
      file.scores.push((row.source.kind === 'pseudo-label' ? row.source.confidence : null) ?? Number.NaN);
    }
    nextId++;
  }
  const names = [...categories].map(([name, id]) => JSON.stringify({ id, name, supercategory: '' }));
  for (const file of files.values()) {
    yield { file: file.name, text: '\n], "annotations": [' };
    for (const [at, image_id] of file.imageIds.entries()) {
      const score = Number.isNaN(file.scores[at]) ? {} : { score: file.scores[at] };
      const line = { id: at + 1, image_id, category_id: file.classes[at], iscrowd: 0, ...score };
      yield { file: file.name, text: `${at === 0 ? '\n' : ',\n'}${JSON.stringify(line)}` };
    }
    yield { file: file.name, text: `\n], "categories": [\n${names.join(',\n')}\n]}\n` };
  }
}
