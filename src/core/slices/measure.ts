import { fisher, holm, logFactorials } from '../metrics/fisher';
import { wilson } from '../metrics/interval';
import type { SlicedImage, SlicingRule } from './rule';
import { type SlicingName, slicings } from './table';

/** Fewer images than this say nothing about a slice. */
export const leastImages = 5;
/** A difference with a corrected p-value of at least this is called noise. */
const level = 0.05;

/** How a slice's accuracy compares with that of all other images, in the order in which slices are shown. */
export const verdicts = ['weaker', 'within', 'stronger'] as const;
export type SliceVerdict = (typeof verdicts)[number];

/** Some of the measured images, and how many of them were classified correctly. */
export interface Slice {
  readonly rule: SlicingName;
  readonly name: string;
  readonly images: number;
  readonly right: number;
  readonly accuracy: number;
  /** The 95 % interval (Wilson). */
  readonly low: number;
  readonly high: number;
  /** The p-value of its difference from the other images, corrected for the number of slices. */
  readonly p: number;
  readonly verdict: SliceVerdict;
}

export interface MeasuredSlices {
  /** All images, whatever slice they are in. */
  readonly images: number;
  readonly right: number;
  /** Slices that are weaker beyond noise first, those that are stronger last; within each verdict by accuracy. */
  readonly slices: readonly Slice[];
  /** Slices that were left out, since they have too few images. */
  readonly few: number;
}

/**
 * The accuracy of every slice by every rule. A slice is compared with all other images by Fisher's exact test, corrected for the number of
 * slices by Holm: of many slices, some lie far from the whole by chance. A slice that contains all images says nothing and is left out.
 */
export function measureSlices(images: readonly SlicedImage[], right: readonly boolean[]): MeasuredSlices {
  const whole = { images: images.length, right: right.filter(Boolean).length };
  const counted = slicings.flatMap((rule) =>
    [...countsOf(rule.slicesOf(images), right)]
      .map(([name, counts]) => ({ rule: rule.name, name, ...counts }))
      .filter((slice) => slice.images < images.length),
  );
  const enough = counted.filter((slice) => slice.images >= leastImages);
  const logs = logFactorials(images.length);
  const corrected = holm(enough.map((slice) => fisher(slice, whole, logs)));
  const slices = enough.map((slice, at): Slice => {
    const accuracy = slice.right / slice.images;
    const p = corrected[at];
    const side = accuracy < whole.right / whole.images ? 'weaker' : 'stronger';
    const { low, high } = wilson(slice.right, slice.images) as { low: number; high: number };
    return { ...slice, accuracy, low, high, p, verdict: p < level ? side : 'within' };
  });
  const rank = ({ verdict }: Slice) => verdicts.indexOf(verdict);
  slices.sort((a, b) => rank(a) - rank(b) || a.accuracy - b.accuracy || b.images - a.images);
  return { ...whole, slices, few: counted.length - enough.length };
}

function countsOf(names: ReturnType<SlicingRule['slicesOf']>, right: readonly boolean[]) {
  const found = new Map<string, { images: number; right: number }>();
  for (const [at, its] of names.entries())
    for (const name of its === null ? [] : [its].flat()) {
      const { images = 0, right: before = 0 } = found.get(name) ?? {};
      found.set(name, { images: images + 1, right: before + (right[at] ? 1 : 0) });
    }
  return found;
}

/** Which of the images a slice holds, by their places. */
export function placesIn(
  images: readonly SlicedImage[],
  { rule, name }: Pick<Slice, 'rule' | 'name'>,
): number[] {
  const names = slicings.find((each) => each.name === rule)?.slicesOf(images) ?? [];
  return [...names.keys()].filter((at) => [names[at]].flat().includes(name));
}
