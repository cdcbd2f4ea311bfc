import type { Drawable } from '../../catalog';
import { stratifiedSplit } from '../../core/sampling/split';
import type { Project } from '../project/project';

export interface DrawnSplit {
  /** Images of each. */
  readonly validation: number;
  readonly test: number;
}

/**
 * Draws test and validation images from the labelled ones, class by class, because a person asks for it: images that an earlier
 * draw took are drawn again. The draw follows content and seed alone, not the order of imports. Shares are of all drawable images;
 * with a test share of null the test split stays as it is and validation is drawn from the other images.
 */
export function drawSplit(
  { catalog }: Project,
  { validationShare, testShare, seed }: { validationShare: number; testShare: number | null; seed: number },
): DrawnSplit {
  const drawable = byContent(catalog.splits.drawable());
  const kept = testShare === null ? catalog.splits.inTest() : null;
  const inTest = kept ? areAmong(drawable, kept) : drawn(drawable, testShare ?? 0, seed);
  const rest = drawable.filter((_, at) => !inTest[at]);
  const share = rest.length === 0 ? 0 : Math.min(0.99, (validationShare * drawable.length) / rest.length);
  const inValidation = drawn(rest, share, seed + 1);
  const ids = {
    validation: rest.filter((_, at) => inValidation[at]).map(({ id }) => id),
    test: drawable.filter((_, at) => inTest[at]).map(({ id }) => id),
  };
  catalog.splits.draw(ids.validation, kept ?? ids.test);
  return { validation: ids.validation.length, test: ids.test.length };
}

/**
 * Holds validation images out of those that would be trained on, class by class; gives how many. No image of another split is
 * touched: what a person put aside for the test stays there.
 */
export function drawValidation(
  { catalog }: Project,
  { share, seed }: { share: number; seed: number },
): number {
  const trainable = byContent(catalog.splits.trainable());
  const held = drawn(trainable, share, seed + 1);
  const ids = trainable.filter((_, at) => held[at]).map(({ id }) => id);
  catalog.splits.move(ids, 'validation');
  return ids.length;
}

function byContent(images: Drawable[]): Drawable[] {
  return images.sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
}

function areAmong(images: readonly Drawable[], ids: readonly number[]): boolean[] {
  const held = new Set(ids);
  return images.map(({ id }) => held.has(id));
}

/** Which of these images a draw of this share holds out. */
function drawn(images: readonly Drawable[], share: number, seed: number): boolean[] {
  const { held } = stratifiedSplit(
    images.map(({ classId }) => classId),
    share,
    seed,
  );
  const flags = images.map(() => false);
  for (const at of held) flags[at] = true;
  return flags;
}
