import type { Split } from '../../../../catalog';
import { isHeldBackMore } from '../../listing/split-meanings';
import type { SplitList } from './split-list';

/** What lists say about the images of a folder. */
export interface MatchedSplits {
  /** The split of each image that a list names. */
  readonly splits: ReadonlyMap<string, Split>;
  /** The lists that name any of the images. */
  readonly lists: readonly string[];
}

/** The least share of a list's lines that must name images of the folder; otherwise it is about others. */
const leastFound = 0.5;
/** The largest share of the images that lists may put into two splits, by an oversight; with more they are several draws of one folder. */
const mostTwice = 0.01;

/**
 * Finds the images of lists among the paths of a folder. Lists may begin their paths above the folder (`food/images/pie/1.jpg`), below it
 * (`pie/1.jpg` for `images/pie/1.jpg`), have names alone, or leave out extensions. An image that two lists put into different splits is held
 * out as the stricter of them says. Null if the lists hold nothing out, leave nothing to train on, name several images by one name, or
 * contradict each other in more than a hundredth of the images, as the folds of a cross-validation do.
 */
export function matchSplits(lists: readonly SplitList[], paths: readonly string[]): MatchedSplits | null {
  const found = new Map<string, { split: Split; joint: boolean }>();
  const used: string[] = [];
  let twice = 0;
  for (const { name, entries, joint } of lists) {
    const { matched, isUnclear } = matchList(entries, paths);
    if (matched.size < leastFound * entries.length) continue;
    if (isUnclear) return null;
    used.push(name);
    for (const [path, split] of matched) {
      const before = found.get(path);
      if (before && before.split !== split && !before.joint && !joint) twice++;
      const isStronger = !before || isHeldBackMore(split, before.split) || (before.joint && !joint);
      if (isStronger) found.set(path, { split, joint });
    }
  }
  const splits = new Map([...found].map(([path, { split }]) => [path, split]));
  const values = [...splits.values()];
  const holdsOut = values.some((split) => split !== 'labelled-train');
  const trains = splits.size < paths.length || values.includes('labelled-train');
  return holdsOut && trains && twice <= mostTwice * paths.length ? { splits, lists: used } : null;
}

/** The split of each image that a list names, and whether one of its lines may mean several. */
function matchList(
  entries: SplitList['entries'],
  paths: readonly string[],
): { matched: Map<string, Split>; isUnclear: boolean } {
  const [whole, ends] = [new Map<string, number>(), new Map<string, number>()];
  for (const [at, entry] of entries.entries())
    for (const path of entry.paths) {
      const key = keyOf(path);
      whole.set(key, at);
      // The list may begin above the folder.
      const parts = key.split('/');
      if (parts.length > 2) ends.set(parts.slice(-2).join('/'), at);
    }
  const matched = new Map<string, Split>();
  const taken = new Set<number>();
  let isUnclear = false;
  for (const path of paths) {
    const at = entryOf(keyOf(path), whole, ends);
    if (at === undefined) continue;
    isUnclear ||= taken.has(at);
    taken.add(at);
    matched.set(path, entries[at].split);
  }
  return { matched, isUnclear };
}

/** The entry that means a path: by all of it, by its folder and name, or by its name. */
function entryOf(
  path: string,
  whole: ReadonlyMap<string, number>,
  ends: ReadonlyMap<string, number>,
): number | undefined {
  const parts = path.split('/');
  const [end, name] = [parts.slice(-2).join('/'), parts[parts.length - 1]];
  for (const key of [path, bare(path)]) if (whole.has(key)) return whole.get(key);
  for (const key of [end, bare(end)])
    if (whole.has(key) || ends.has(key)) return whole.get(key) ?? ends.get(key);
  for (const key of [name, bare(name)]) if (whole.has(key)) return whole.get(key);
  return undefined;
}

const keyOf = (path: string) =>
  path
    .normalize('NFC')
    .toLowerCase()
    .replace(/^\.?\/+/, '');
const bare = (path: string) => path.replace(/\.[^./]*$/, '');
