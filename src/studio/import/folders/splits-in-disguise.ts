import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';
import { named } from './named';

/**
 * Folders that were taken for classes to train on, but that may be something else: splits with unknown names, cameras or days, which
 * contain folders with the same names (`xtrain/cat` and `xtest/cat`, folds), or folders with a split among the words of their names
 * (`cats_train`, `cats_test`). `classFolders` has the folders of each file from that of its class down.
 */
export function splitsInDisguise(classFolders: readonly (readonly string[])[], split: Split | null): Note[] {
  const within = new Map<string, Set<string>>();
  for (const [top, ...below] of classFolders) {
    // `amazon/images/bike`: a folder of pictures of any class says nothing.
    const deeper = below.find((name) => !holdsAny.test(name)) ?? '';
    if (top !== undefined) within.set(top, (within.get(top) ?? new Set()).add(deeper));
  }
  const labels = [...within.keys()];
  const spoken = labels.filter((label) => splitsSpokenOf(label).length > 0);
  if (split === 'labelled-train' && new Set(spoken.flatMap(splitsSpokenOf)).size > 1)
    return [note('classes-like-splits', { labels: named(spoken) })];
  const inside = sameInside([...within.values()]);
  if (inside) return [note('same-folders-within', { labels: named(labels), folders: named(inside) })];
  const isOdd = labels.length > 1 && labels.every((label) => isDay.test(label) || isNumbered.test(label));
  const odd = isOdd
    ? labels
    : labels.filter((label) => holdsNoPhotographs.test(label) || holdsOthers(label, within));
  return odd.length > 0 ? [note('classes-doubtful', { labels: named(odd) })] : [];
}

/** The splits that words in a name stand for; `trainA` is two words. */
function splitsSpokenOf(name: string): Split[] {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u);
  return words.map(splitOfName).filter((split) => split !== undefined && split !== 'unlabelled') as Split[];
}

const isDay = /^\d{4}[-_. ]?[01]\d[-_. ]?[0-3]\d$/;
const isNumbered =
  /^(batch|cam|camera|chunk|day|device|fold|part|session|shard|site|station|subset|voc)[-_ ]?\d+$/i;
/** Names of folders beside those of the photographs. */
const holdsNoPhotographs =
  /^(masks?|seg|segmentation(class|object|s)?|ground[-_ ]?truth|gt|mattes?|superpixels?|depth([-_ ]?maps?)?|annotations?|thumb(nail)?s?|previews?)$/i;

/** Whether a folder has no pictures but in folders named like classes beside it, as `backup/cat` beside `cat`. */
function holdsOthers(label: string, within: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return [...(within.get(label) ?? [])].every((name) => name !== label && within.has(name));
}

/** Names of folders that hold pictures of any class. */
export const holdsAny = /^(jpeg)?(images?|imgs?|pictures?|photos?)$/i;

/** Of folders, how many must have a folder that another one has too. */
const mostShare = 0.75;

/** The folders inside if those of one name are in several: all have the same ones, or most share some and hold no pictures themselves. */
function sameInside(each: readonly ReadonlySet<string>[]): string[] | null {
  const [first] = each;
  if (each.length < 2) return null;
  if (first.size >= 2 && !first.has('') && each.every((names) => isSame(names, first))) return [...first];
  const counts = new Map<string, number>();
  for (const names of each) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shared = [...counts].filter(
    ([name, count]) => count > 1 && !/^\d[\d_-]*$/.test(name) && !holdsAny.test(name),
  );
  const sharing = each.filter((names) => shared.some(([name]) => names.has(name)));
  if (counts.has('') || counts.size < 2 || sharing.length < each.length * mostShare) return null;
  return shared.map(([name]) => name);
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((each) => other.has(each));
