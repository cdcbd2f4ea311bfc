import { sep } from 'node:path';
import { csvItems } from '../csv-items';
import type { ListContent, ListFormat, ListPiece, WriteContext } from '../format';
import type { JsonPart } from '../json-parts';
import type { LabelRow } from '../label-row';
import type { ListPlace } from '../list-place';
import { encodePath } from '../percent';
import { splitFileName } from '../splits';
import { jsonItems, TaskReader } from './label-studio-tasks';

/**
 * Label Studio (labelstud.io/guide/export): tasks as JSON, as the shorter JSON-MIN, or as CSV. Written as tasks with annotations, for
 * a labelling interface of `<Image name="image" value="$image"/>` and `<Choices name="choice" toName="image">`.
 */
export const labelStudio: ListFormat = {
  name: 'label-studio',
  words: {
    en: {
      title: 'Label Studio',
      help: 'One JSON file of tasks with their choices; images are named as Label Studio serves local files. It can be imported again.',
    },
    ko: {
      title: 'Label Studio',
      help: '작업과 선택지를 담은 JSON 파일 하나입니다. 이미지는 Label Studio의 로컬 파일 주소로 적습니다. 다시 가져올 수 있습니다.',
    },
  },
  reading: { fits, read },
  writing: { ending: 'json', copies: false, unlabelled: true, write },
};

/** Columns that Label Studio writes beside the labels, and that few other programs write. */
const ownKeys = ['annotation_id', 'lead_time'];

function fits(place: ListPlace): boolean {
  if (place.ending === '.csv' || place.ending === '.tsv') {
    const [header] = place.head().split(/\r?\n/);
    const columns = header.split(/[,\t]/).map((name) => name.replace(/^\ufeff?"?|"$/g, ''));
    return ownKeys.every((key) => columns.includes(key));
  }
  return place.json().some(isTask);
}

/** Whether a part is an element of the outermost array that is a task, or the short form that JSON-MIN has of one. */
function isTask({ member, key, value }: JsonPart): boolean {
  if (member !== null || typeof key !== 'number' || typeof value !== 'object' || value === null) return false;
  const { data } = value as { data?: unknown };
  const has = (name: string) => Object.hasOwn(value, name);
  if (typeof data === 'object' && data !== null)
    return has('annotations') || has('completions') || has('predictions') || Object.hasOwn(data, 'image');
  return ownKeys.some(has) && has('id');
}

function read(place: ListPlace): ListContent {
  const reader = new TaskReader(place.path);
  if (place.ending === '.json') jsonItems(place.path, (item, at) => reader.take(item, at));
  else csvItems(place.path, (item, at) => reader.take(item, at));
  return reader.content();
}

function* write(rows: Iterable<LabelRow>, { pathIn }: WriteContext): Generator<ListPiece> {
  let count = 0;
  for (const row of rows) {
    const task = {
      data: { image: served(pathIn('', row), row), split: splitFileName(row.split) },
      ...(row.source.kind === 'pseudo-label' && { meta: { label_source: row.source } }),
      ...(row.label !== null && { annotations: [{ result: [choice(row.label)] }] }),
    };
    yield { file: '', text: `${count++ === 0 ? '[\n' : ',\n'}${JSON.stringify(task)}` };
  }
  yield { file: '', text: count === 0 ? '[]\n' : '\n]\n' };
}

const choice = (label: string) => ({
  ...{ from_name: 'choice', to_name: 'image', type: 'choices', value: { choices: [label] } },
});

/**
 * A path in the form in which Label Studio serves local files: below the folder of the list if the image is there, otherwise below the root
 * of the disk.
 */
function served(path: string, row: LabelRow): string {
  const inside = path.startsWith('../') || path === row.path ? row.path : path;
  return `/data/local-files/?d=${encodePath(inside.split(sep).join('/').replace(/^\//, ''))}`;
}
