import { z } from 'zod';
import type { ListContent, ListEntry, ListFormat } from '../format';
import { firstLineHas, jsonLines } from '../json-lines';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';

/**
 * Vertex AI's JSON Lines for pictures (cloud.google.com/vertex-ai/docs/image-data/classification/prepare-data): one image per line, by its
 * address in a bucket, with the names of its classes or boxes, and its split as a label of the item.
 */
export const vertex: ListFormat = {
  name: 'vertex',
  words: {
    en: {
      title: 'Vertex AI',
      help: 'JSON Lines of Vertex AI: an image, its class and its split in each line.',
    },
    ko: { title: 'Vertex AI', help: 'Vertex AI의 JSON Lines: 줄마다 이미지, 클래스, 분할이 있습니다.' },
  },
  reading: { fits: (place) => firstLineHas(place, ['imageGcsUri']), read },
};

const named = z.looseObject({ displayName: z.string().min(1) });
const item = z.looseObject({
  imageGcsUri: z.string().min(1),
  classificationAnnotation: named.nullish(),
  classificationAnnotations: z.array(named).nullish(),
  boundingBoxAnnotations: z.array(named).nullish(),
  dataItemResourceLabels: z.record(z.string(), z.unknown()).nullish(),
});
type Item = z.infer<typeof item>;

const splitKey = 'aiplatform.googleapis.com/ml_use';

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const items: { at: string; item: Item }[] = [];
  for (const { value, at } of jsonLines(place.path, problems)) {
    const shaped = problems.shaped(item, value, at);
    if (shaped) items.push({ at, item: shaped });
  }
  const ofPictures = items.some((each) => classesOf(each.item).length > 0);
  const entries = items.map(({ at, item }): ListEntry => {
    const found = ofPictures ? classesOf(item) : (item.boundingBoxAnnotations ?? []);
    const labels = [...new Set(found.map(({ displayName }) => displayName))];
    return { place: at, paths: [item.imageGcsUri], labels, split: splitOf(item) };
  });
  return { entries, objects: !ofPictures, problems: problems.list, notes: [] };
}

const classesOf = ({ classificationAnnotation: one, classificationAnnotations: several }: Item) => [
  ...(one ? [one] : []),
  ...(several ?? []),
];

function splitOf({ dataItemResourceLabels: labels }: Item): string | undefined {
  const said = labels?.[splitKey];
  return typeof said === 'string' && said !== '' ? said : undefined;
}
