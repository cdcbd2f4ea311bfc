import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { ListContent, ListEntry, ListFormat } from '../format';
import { type JsonPart, jsonParts } from '../json-parts';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';

/**
 * Apple's Create ML (developer.apple.com/documentation/createml): a list of images with the labels and boxes of their objects. Each file is
 * one split; several are in one folder for each split, as Roboflow writes them.
 */
export const createMl: ListFormat = {
  name: 'createml',
  words: {
    en: { title: 'Create ML', help: 'A JSON list of images with the labels of their objects.' },
    ko: { title: 'Create ML', help: '이미지와 그 안에 있는 객체의 라벨을 적은 JSON 목록입니다.' },
  },
  reading: { fits: (place) => filesOf(place).length > 0, read },
};

const annotation = z.object({ label: z.string().min(1), coordinates: z.unknown() });
const annotations = z.array(annotation);
const name = z.string().min(1);
/** Apple has called the members differently over the years. */
const image = z
  .looseObject({ image: name.optional(), imagefilename: name.optional() })
  .refine(({ image, imagefilename }) => image !== undefined || imagefilename !== undefined);

/** A folder with more JSON files than this has one for each image, and none of them is read. */
const mostFiles = 50;

/** The files of a place: itself, or those in a folder and in its folders named after splits. */
function filesOf(place: ListPlace): string[] {
  if (!place.isFolder) return isCreateMl(place.json()) ? [place.path] : [];
  const folders = ['', ...place.folders().filter((folder) => splitOfName(folder) !== undefined)];
  return folders
    .map((folder) => place.names('.json', folder).map((file) => place.file(folder, file)))
    .flatMap((files) => (files.length <= mostFiles ? files : []))
    .filter((file) => isCreateMl(place.json(file)));
}

/** The first images may have no objects. */
const isCreateMl = (parts: readonly JsonPart[]): boolean =>
  parts.some(({ member, key, value }) => {
    if (member !== null || typeof key !== 'number') return false;
    const objects = objectsOf(value);
    return (
      image.safeParse(value).success && Array.isArray(objects) && annotation.safeParse(objects[0]).success
    );
  });

const objectsOf = (value: unknown): unknown => {
  const { annotations: several, annotation: one } = Object(value);
  return several ?? one;
};

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const entries = filesOf(place).flatMap((file) => readFile(place, file, problems));
  return { entries, objects: true, problems: problems.list, notes: [] };
}

function readFile(place: ListPlace, file: string, problems: Problems): ListEntry[] {
  const folder = relative(place.folder, dirname(file));
  const prefix = place.isFolder ? `${relative(place.folder, file)}: ` : '';
  const split = splitOfName(folder) === undefined ? undefined : basename(folder);
  const entries: ListEntry[] = [];
  jsonParts(file, ({ key, value }) => {
    const at = `${prefix}[${key}]`;
    const shaped = problems.shaped(image, value, at);
    if (!shaped) return;
    const objects = problems.shaped(annotations, objectsOf(value) ?? [], `${at}.annotations`);
    if (!objects) return;
    const path = (shaped.image ?? shaped.imagefilename) as string;
    const labels = [...new Set(objects.map(({ label }) => label.trim()))];
    entries.push({ place: at, paths: [join(folder, path)], list: file, labels, split });
  });
  return entries;
}
