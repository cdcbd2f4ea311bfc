import { z } from 'zod';
import { messageOf } from '../../../core/errors';
import { note } from '../../../core/words/notes';
import { csvItems } from '../csv-items';
import { labelField } from '../fields';
import type { ListContent, ListEntry, ListFormat } from '../format';
import { jsonParts } from '../json-parts';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';

/**
 * VGG Image Annotator 2 (robots.ox.ac.uk/~vgg/software/via): a project, or its annotations as JSON or CSV. Attributes of whole files
 * (`file_attributes`) are labels; if there are none, those of regions are.
 */
export const via: ListFormat = {
  name: 'via',
  words: {
    en: {
      title: 'VGG Image Annotator',
      help: 'A project of VGG Image Annotator 2, or its annotations as JSON or CSV.',
    },
    ko: {
      title: 'VGG Image Annotator',
      help: 'VGG Image Annotator 2의 프로젝트, 또는 JSON이나 CSV로 내보낸 주석입니다.',
    },
  },
  reading: { fits, read },
};

const projectMember = '_via_img_metadata';
const header = /^\ufeff?"?#?filename"?,"?file_size"?,"?file_attributes"?,/;

const attributes = z.record(z.string(), z.unknown());
const region = z.looseObject({ region_attributes: attributes.nullish() });
const image = z.looseObject({
  filename: z.string().min(1),
  file_attributes: attributes.nullish(),
  regions: z.union([z.array(region), z.record(z.string(), region)]).nullish(),
});

function fits(place: ListPlace): boolean {
  if (place.ending === '.csv') return header.test(place.head());
  return place
    .json()
    .some(
      ({ member, key, value }) =>
        (member === projectMember && Object.hasOwn(Object(value), 'filename')) ||
        (key === 'file_attributes' && typeof value === 'object'),
    );
}

/** Answers by attribute name. */
type Answers = Map<string, Set<string>>;

interface Item {
  readonly place: string;
  readonly files: Answers;
  readonly regions: Answers;
}

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const items = new Map<string, Item>();
  const take = (value: unknown, at: string) => {
    const shaped = problems.shaped(image, value, at);
    if (!shaped) return;
    const { filename, file_attributes: said, regions } = shaped;
    const item = items.get(filename) ?? { place: at, files: new Map(), regions: new Map() };
    items.set(filename, item);
    answer(item.files, said);
    for (const { region_attributes: each } of Object.values(regions ?? {})) answer(item.regions, each);
  };
  if (place.ending === '.csv') readCsv(place.path, take, problems);
  else readJson(place.path, take);
  const all = [...items.values()];
  const names = (of: 'files' | 'regions') => all.flatMap((item) => [...item[of].keys()]);
  const ofFiles = labelField(place.path, names('files'));
  const field = ofFiles ?? labelField(place.path, names('regions'));
  const entries = [...items].map(([path, { place: at, files, regions }]): ListEntry => {
    const labels = field === null ? undefined : (ofFiles === null ? regions : files).get(field);
    return { place: at, paths: [path], labels: [...(labels ?? [])] };
  });
  return { entries, objects: ofFiles === null && field !== null, problems: problems.list, notes: [] };
}

type Take = (value: unknown, at: string) => void;

/** A project has its images in a member of their own; other exports contain nothing else. */
function readJson(file: string, take: Take): void {
  let parts: Record<string, unknown> = {};
  jsonParts(file, ({ member, key, value }) => {
    if (member === projectMember && key !== null) take(value, `${projectMember}["${key}"]`);
    else if (key !== null) parts[key] = value;
    else {
      if (!member?.startsWith('_via_')) take(parts, `["${member}"]`);
      parts = {};
    }
  });
}

/** One row for each region, or one for an image without regions. */
function readCsv(file: string, take: Take, problems: Problems): void {
  csvItems(file, (row, at) => {
    const { file_attributes: said, region_attributes: region, ...rest } = row as Record<string, string>;
    const filename = rest.filename ?? rest['#filename'];
    try {
      const attributes = [said, region].map((text) => JSON.parse(text || '{}'));
      take({ filename, file_attributes: attributes[0], regions: [{ region_attributes: attributes[1] }] }, at);
    } catch (error) {
      problems.add(at, note('bad-row', { reason: messageOf(error).replace(/\.$/, '') }));
    }
  });
}

/** Adds a text, or those of several options that are ticked. */
function answer(answers: Answers, said: Readonly<Record<string, unknown>> | null | undefined): void {
  for (const [name, value] of Object.entries(said ?? {})) {
    const ticked = (each: object) =>
      Object.entries(each).flatMap(([option, on]) => (on === true ? [option] : []));
    const given = typeof value === 'string' ? [value.trim()] : ticked(Object(value));
    for (const label of given.filter((each) => each !== ''))
      answers.set(name, (answers.get(name) ?? new Set()).add(label));
  }
}
