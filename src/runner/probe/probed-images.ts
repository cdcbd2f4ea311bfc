import { probedImages } from '../../core/probe/linear-probe';
import type { LabelledImages, ProbeSpec } from '../job/messages';
import { featuresOf } from '../model/model';

/**
 * Splits labelled images into those that the fit and its selection use, and the rest, whose features are never
 * all in memory at once.
 */
export function parted(
  images: LabelledImages,
  { model, seed }: ProbeSpec,
  views: number,
): Record<'probed' | 'rest', LabelledImages> {
  const { labels } = images;
  const rows = probedImages(labels, { width: featuresOf(model), classes: model.classes, seed, views });
  const taken = new Set(rows);
  const rest = labels.length > rows.length ? [...labels.keys()].filter((row) => !taken.has(row)) : [];
  return { probed: imagesAt(images, rows), rest: imagesAt(images, rest) };
}

/** The images at these places, in their order. */
export function imagesAt({ hashes, labels }: LabelledImages, rows: ArrayLike<number>): LabelledImages {
  const own = new Uint8Array(rows.length * 32);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    own.set(hashes.subarray(row * 32, (row + 1) * 32), at * 32);
  }
  return { hashes: own, labels: Int32Array.from(rows, (row) => labels[row]) };
}
