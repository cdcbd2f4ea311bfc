import type { InEach } from '../../core/words/language';
import type { ListFormat } from './format';
import { autoMl } from './formats/automl';
import { coco } from './formats/coco';
import { createMl } from './formats/createml';
import { csv } from './formats/csv';
import { cvat } from './formats/cvat';
import { fiftyone } from './formats/fiftyone';
import { folders } from './formats/folders';
import { groundTruth } from './formats/ground-truth';
import { imageLines } from './formats/image-lines';
import { imagenet } from './formats/imagenet';
import { jsonl } from './formats/jsonl';
import { labelStudio } from './formats/label-studio';
import { perImage } from './formats/per-image';
import { vertex } from './formats/vertex';
import { via } from './formats/via';
import { voc } from './formats/voc';
import { yolo } from './formats/yolo';
import type { ListPlace } from './list-place';

/** Every list format; those that can be read are tried in this order. */
const listFormats: readonly ListFormat[] = [
  csv,
  jsonl,
  folders,
  coco,
  labelStudio,
  cvat,
  voc,
  fiftyone,
  imagenet,
  yolo,
  vertex,
  groundTruth,
  via,
  createMl,
  autoMl,
  imageLines,
  perImage,
];

type Reading = ListFormat & { readonly reading: NonNullable<ListFormat['reading']> };
type Writing = ListFormat & { readonly writing: NonNullable<ListFormat['writing']> };

const isReading = (format: ListFormat): format is Reading => format.reading !== undefined;
const isWriting = (format: ListFormat): format is Writing => format.writing !== undefined;

/** The formats in which labels can be written. */
export const writtenFormats: readonly Writing[] = listFormats.filter(isWriting);

/** The title of a format. */
export const formatTitle = ({ words: { en, ko } }: ListFormat): InEach<string> => ({
  en: en.title,
  ko: ko.title,
});

/** Titles of the formats that are recognised by their contents. */
export const readTitles: readonly string[] = listFormats.filter(isReading).map(({ words }) => words.en.title);

/** The format of a list, by its contents; undefined if it is none of them. */
export function formatAt(place: ListPlace): Reading | undefined {
  return listFormats.filter(isReading).find(({ reading }) => reading.fits(place));
}
