import type { ListContent, ListFormat, ListPiece, WriteContext } from '../format';
import type { JsonPart } from '../json-parts';
import type { LabelRow } from '../label-row';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { splitFileName, splitWord } from '../splits';
import { readClassification } from './fiftyone-classification';
import { SampleReader } from './fiftyone-samples';

/**
 * FiftyOne (docs.voxel51.com/user_guide/dataset_creation/datasets.html): `labels.json` of a FiftyOneImageClassificationDataset with
 * its images in `data/` or named in `data.json`, or `samples.json` of a FiftyOneDataset. A folder may hold one for each split.
 */
export const fiftyone: ListFormat = {
  name: 'fiftyone',
  words: {
    en: {
      title: 'FiftyOne',
      help: 'A folder for each split, each a FiftyOneImageClassificationDataset: labels.json, and data.json with the paths. It can be imported again.',
    },
    ko: {
      title: 'FiftyOne',
      help: '분할마다 FiftyOneImageClassificationDataset 폴더 하나(labels.json과 경로를 담은 data.json)입니다. 다시 가져올 수 있습니다.',
    },
  },
  reading: { fits: (place) => filesOf(place).length > 0, read },
  writing: { ending: null, copies: false, unlabelled: true, write },
};

interface ListFile {
  /** Relative to the place; empty for the place's own folder. */
  readonly folder: string;
  readonly file: string;
  readonly kind: 'labels' | 'samples';
}

function filesOf(place: ListPlace): ListFile[] {
  const look = (folder: string, file: string): ListFile[] => {
    const parts = place.json(file);
    if (isSamples(parts)) return [{ folder, file, kind: 'samples' }];
    return isLabels(parts) ? [{ folder, file, kind: 'labels' }] : [];
  };
  if (!place.isFolder) return look('', place.path);
  const folders = ['', ...place.folders().filter((name) => splitWord(name) !== undefined)];
  return folders.flatMap((folder) =>
    ['labels.json', 'samples.json'].flatMap((name) => look(folder, place.file(folder, name))),
  );
}

const isSamples = (parts: readonly JsonPart[]) =>
  parts.some(
    ({ member, key, value }) =>
      member === 'samples' && typeof key === 'number' && Object.hasOwn(Object(value), 'filepath'),
  );

/** Whether `labels` is an object of targets by name, each a number, a name, or an object with a `label`. */
function isLabels(parts: readonly JsonPart[]): boolean {
  const members = new Set(parts.map(({ member, key }) => (key === null ? null : member)));
  if (members.has('images') || members.has('annotations')) return false;
  return parts.some(
    ({ member, key, value }) =>
      member === 'labels' &&
      typeof key === 'string' &&
      (value === null ||
        ['number', 'string'].includes(typeof value) ||
        Object.hasOwn(Object(value), 'label')),
  );
}

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const contents = filesOf(place).map(({ folder, file, kind }): ListContent => {
    const split = splitWord(folder);
    if (kind === 'labels') return readClassification(place, folder, file, split, problems);
    const reader = new SampleReader(file, folder, split, problems);
    reader.read();
    return reader.content();
  });
  return {
    entries: contents.flatMap(({ entries }) => [...entries]),
    classes: [...new Set(contents.flatMap(({ classes }) => classes ?? []))],
    objects: contents.some(({ objects }) => objects),
    problems: problems.list,
    notes: contents.flatMap(({ notes }) => notes),
  };
}

function* write(rows: Iterable<LabelRow>, { classes, pathIn }: WriteContext): Generator<ListPiece> {
  const targets = new Map(classes.map((name, index) => [name, index]));
  const counts = new Map<string, number>();
  let id = 0;
  for (const row of rows) {
    const folder = splitFileName(row.split);
    const [labels, data] = [`${folder}/labels.json`, `${folder}/data.json`];
    const count = counts.get(folder) ?? 0;
    if (count === 0) {
      yield { file: labels, text: '{"labels": {' };
      yield { file: data, text: '{' };
    }
    counts.set(folder, count + 1);
    if (row.label !== null && !targets.has(row.label)) targets.set(row.label, targets.size);
    // FiftyOne removes what follows a dot in these names, so numbers are used.
    const name = `${count === 0 ? '' : ','}\n"${++id}": `;
    const target = row.label === null ? null : (targets.get(row.label) as number);
    yield { file: labels, text: name + JSON.stringify(target) };
    yield { file: data, text: name + JSON.stringify(pathIn(data, row)) };
  }
  const names = JSON.stringify([...targets.keys()]);
  for (const folder of counts.keys()) {
    yield { file: `${folder}/labels.json`, text: `\n}, "classes": ${names}}\n` };
    yield { file: `${folder}/data.json`, text: '\n}\n' };
  }
}
