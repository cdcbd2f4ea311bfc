import { type Note, note } from '../../../core/words/notes';
import { isImageName } from '../../../data/decode/format/file-names';
import type { ClassNames } from './class-names';
import type { ListedFile } from './listing';

/** The least number of labelled images, and the share of them, whose labels must be of their own before they are noted. */
const least = { images: 10, share: 0.8 };
const decimal = /^[+-]?\d*[.,]\d*[1-9]\d*$/;
const mostNamed = 3;

/**
 * A note on labels that are hardly names of classes: names of pictures (the mask of each image), numbers with decimals (measurements), or a
 * label of its own for nearly every image to train on (captions, dates, ids). Each becomes a class all the same; labels that `labels.json`
 * fixes are classes.
 */
export function labelsNoClasses(files: readonly ListedFile[], names: ClassNames): Note[] {
  if (names.names.length > 0) return [];
  const counts = new Map<string, number>();
  for (const { label } of files) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts.keys()];
  const areMost = (is: (label: string) => boolean) =>
    labels.length > 1 && labels.filter(is).length * 2 > labels.length;
  if (areMost(isImageName)) return [note('labels-are-files', { labels: someOf(labels.filter(isImageName)) })];
  const isDecimal = (label: string) => decimal.test(label);
  if (areMost(isDecimal)) return [note('labels-with-decimals', { labels: someOf(labels.filter(isDecimal)) })];
  const trained = files.filter(({ label, split }) => label !== null && split === 'labelled-train');
  const alone = trained.flatMap(({ label }) => (label !== null && counts.get(label) === 1 ? [label] : []));
  if (trained.length < least.images || alone.length < trained.length * least.share) return [];
  return [note('labels-alone', { images: trained.length, alone: alone.length, labels: someOf(alone) })];
}

const someOf = (labels: readonly string[]) =>
  labels
    .slice(0, mostNamed)
    .map((label) => `"${label}"`)
    .join(', ') + (labels.length > mostNamed ? ', …' : '');
