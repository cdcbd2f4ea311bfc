import type { Drawable } from '../../../catalog';
import { groupsByNames } from '../../../core/near-copies/groups';
import { stratifiedSplit } from '../../../core/sampling/split';
import { type Note, note } from '../../../core/words/notes';
import type { Project } from '../../project/folder/project';

export interface DrawnSplit {
  /** Number of images in each split. */
  readonly validation: number;
  readonly test: number;
  /** Not empty if less than half of what was asked for could be held out. */
  readonly notes: readonly Note[];
}

/**
 * Draws test and validation images from the labelled ones, class by class, when a person asks for it: images that an earlier draw took are
 * drawn again. The draw depends only on content and seed, not on the order of imports. Shares are of all drawable images; if the test share
 * is null, the test split stays as it is and validation is drawn from the other images. Images of one group, whether near duplicates or
 * named by a list, are drawn together or not at all, so that no group is on both sides. Images of a group that the source holds out stay
 * where they are.
 */
export function drawSplit(
  { catalog }: Project,
  { validationShare, testShare, seed }: { validationShare: number; testShare: number | null; seed: number },
): DrawnSplit {
  const drawable = grouped(catalog.splits.drawable());
  const kept = testShare === null ? catalog.splits.inTest() : null;
  const open = free(drawable, catalog.splits.heldGroups(kept ? 'validation' : 'all'), kept ?? []);
  const test = kept ? [] : drawn(open, shareOf(testShare ?? 0, drawable, open), seed);
  const inTest = new Set(test);
  const rest = open.filter((image) => !inTest.has(image));
  const validation = drawn(rest, shareOf(validationShare, drawable, rest), seed + 1);
  const pool = catalog.splits.draw(idsOf(validation), kept ?? idsOf(test));
  const kinds = new Set(kept);
  return {
    validation: validation.length,
    test: kept ? drawable.filter(({ id }) => kinds.has(id)).length : test.length,
    notes: [
      ...fallsShort('test', test, kept ? 0 : (testShare ?? 0), drawable),
      ...fallsShort('validation', validation, validationShare, drawable),
      ...poolHeldOut(pool),
    ],
  };
}

/**
 * Holds out validation images from those that would be trained on, class by class and group by group. No image of another split is touched:
 * what a person set aside for the test stays there, and if its group has other images, these stay in training.
 */
export function drawValidation(
  { catalog }: Project,
  { share, seed }: { share: number; seed: number },
): Pick<DrawnSplit, 'validation' | 'notes'> {
  const trainable = grouped(catalog.splits.trainable());
  const open = free(trainable, catalog.splits.heldGroups('none'));
  // If lists hold out a part of every group for testing, drawing from all images is better than drawing none.
  const from = open.length > 0 ? open : trainable;
  const held = drawn(from, shareOf(share, trainable, from), seed + 1);
  const pool = catalog.splits.move(idsOf(held), 'validation');
  return {
    validation: held.length,
    notes: [...fallsShort('validation', held, share, trainable), ...poolHeldOut(pool)],
  };
}

/** An image with the index of its group. */
type Grouped = Drawable & { readonly group: number };

const idsOf = (images: readonly Grouped[]) => images.map(({ id }) => id);

/** Adds groups to the images, and sorts them by content hash. */
function grouped(images: Drawable[]): Grouped[] {
  const sorted = images.sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
  const groups = groupsByNames(sorted.map((image) => image.groups));
  return sorted.map((image, at) => ({ ...image, group: groups[at] }));
}

/** Images whose group may be moved, without those with the given ids. */
function free(images: readonly Grouped[], held: readonly string[], ids: readonly number[] = []): Grouped[] {
  const [names, fixed] = [new Set(held), new Set(ids)];
  const stays = new Set(
    images.filter(({ groups }) => groups.some((name) => names.has(name))).map(({ group }) => group),
  );
  return images.filter(({ id, group }) => !stays.has(group) && !fixed.has(id));
}

/** The share of `open` that equals this share of all images. */
const shareOf = (share: number, all: readonly unknown[], open: readonly unknown[]) =>
  open.length === 0 ? 0 : Math.min(0.99, (share * all.length) / open.length);

/** A note if a draw falls far short of this share, which happens because a burst is held out as a whole or not at all. */
function fallsShort(
  split: 'test' | 'validation',
  { length: drawn }: readonly unknown[],
  share: number,
  all: readonly unknown[],
): Note[] {
  const asked = Math.round(share * all.length);
  return drawn < asked / 2 ? [note(`${split}-falls-short`, { drawn, asked })] : [];
}

/** A note on unlabelled images that are held out with the groups that a list names for them. */
const poolHeldOut = (count: number): Note[] => (count > 0 ? [note('pool-held-out', { count })] : []);

/** The images that a draw of this share holds out. */
function drawn(images: readonly Grouped[], share: number, seed: number): Grouped[] {
  const { held } = stratifiedSplit(
    images.map(({ classId }) => classId),
    share,
    seed,
    images.map(({ group }) => group),
  );
  return Array.from(held, (at) => images[at]);
}
