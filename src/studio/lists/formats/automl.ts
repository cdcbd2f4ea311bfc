import { parse } from 'csv-parse/sync';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { isImageName } from '../../../data/decode/format/file-names';
import { csvLines } from '../csv-items';
import type { ListContent, ListEntry, ListFormat } from '../format';
import type { ListPlace } from '../list-place';

/**
 * Google's CSV without a header whose lines have more columns than image, label and split (cloud.google.com/vertex-ai/docs/image-data):
 * a box after the label (`TRAIN,gs://bucket/a.jpg,cat,0.1,0.1,,,0.5,0.5,,`, a line for each object), or several labels. What has only one
 * label for each image is read as a table.
 */
export const autoMl: ListFormat = {
  name: 'automl',
  words: {
    en: {
      title: 'Google AutoML',
      help: 'A CSV of Google without a header: split, image, and a class with a box, or several classes.',
    },
    ko: {
      title: 'Google AutoML',
      help: '머리글이 없는 Google의 CSV: 분할, 이미지, 그리고 상자가 있는 클래스나 여러 클래스입니다.',
    },
  },
  reading: { fits, read },
};

/** The coordinates after a label: four corners, of which two may be left out. */
const boxColumns = 8;
/** What Google writes for an image that has no split yet. */
const noSplit = /^(?:unassigned)?$/i;

interface Line {
  readonly split?: string;
  readonly path: string;
  readonly labels: readonly string[];
  readonly hasBox: boolean;
}

/** What the fields of a line say; null if they are not Google's. */
function lineOf(fields: readonly string[]): Line | null {
  const [first, ...others] = fields.map((field) => field.trim());
  const isSplit = noSplit.test(first) || (splitOfName(first) !== undefined && !isImageName(first));
  const [path = '', ...rest] = isSplit ? others : [first, ...others];
  if (!isImageName(path)) return null;
  const box = rest.slice(1, boxColumns + 1);
  const areNumbers = box.every((value) => /^(?:\d+(?:\.\d*)?(?:e-?\d+)?)?$/i.test(value));
  const hasBox = rest.length === boxColumns + 1 && areNumbers;
  const labels = (hasBox ? rest.slice(0, 1) : rest).filter((label) => label !== '');
  const split = isSplit && !noSplit.test(first) ? first : undefined;
  return { ...(split !== undefined && { split }), path, labels, hasBox };
}

/** Lines with boxes, or lines of several lengths that all begin with a split or have addresses in Google's storage. */
function fits(place: ListPlace): boolean {
  if (place.isFolder || place.ending !== '.csv') return false;
  const head = place.head();
  const rows = rowsOf(head.slice(0, head.lastIndexOf('\n') + 1) || head);
  const lines = rows.map(lineOf);
  if (lines.length === 0 || lines.some((line) => line === null)) return false;
  if (lines.some((line) => line?.hasBox)) return true;
  const isGoogles = lines.every((line) => line?.split !== undefined || line?.path.startsWith('gs://'));
  return isGoogles && new Set(rows.map(({ length }) => length)).size > 1;
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_quotes: true, relax_column_count: true });
  } catch {
    return [];
  }
}

/** One entry for each image and split, in the place of its first line. */
function read(place: ListPlace): ListContent {
  const found = new Map<string, { place: string; line: Line; labels: Set<string> }>();
  let objects = false;
  csvLines(place.path, (fields, at) => {
    const line = lineOf(fields) ?? { path: fields.join(','), labels: [], hasBox: false };
    const key = JSON.stringify([line.path, line.split]);
    const image = found.get(key) ?? { place: at, line, labels: new Set() };
    found.set(key, image);
    for (const label of line.labels) image.labels.add(label);
    objects ||= line.hasBox;
  });
  const entries = Array.from(found.values(), ({ place, line: { path, split }, labels }): ListEntry => {
    return { place, paths: [path], labels: [...labels], split };
  });
  return { entries, objects, problems: [], notes: [] };
}
