import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';

/** Where in a tree the splits stand: the folders at this depth below the root (0: directly in it) are named after them. */
export interface SplitLayout {
  readonly depth: number;
  /** Whether classes are folders below the splits, or hold them. */
  readonly classes: 'below' | 'above';
  /** Names of the folders that stand for each split, as they are spelt. */
  readonly folders: Readonly<Partial<Record<Split, readonly string[]>>>;
}

/** What the folders above a file say of it. */
export interface Place {
  /** Undefined where no folder above it names one. */
  readonly split: Split | undefined;
  /** The folder that names its class; null without one. */
  readonly label: string | null;
}

/** Names of folders from the root down. */
type Parts = readonly string[];

/** Deeper than this no one puts the names of splits. */
const deepest = 3;

/**
 * Finds out whether a tree is split into train, validation and test by its folders, from the folders that hold its pictures. The
 * splits may stand on top, below a folder that holds them all, or below the classes. One that stands alone among folders of other
 * names is taken for a class (pictures of a train), two different ones are not.
 */
export function splitLayout(folders: readonly Parts[]): SplitLayout | null {
  for (let depth = 0; depth <= deepest; depth++) {
    const named = folders.filter((parts) => splitAt(parts, depth) !== undefined);
    if (named.length === 0) continue;
    const classes = classesBelow(named, depth) ? 'below' : 'above';
    const splits = new Set(named.map((parts) => splitAt(parts, depth)));
    if (splits.size >= 2 || named.length === folders.length)
      return { depth, classes, folders: spellings(named, depth) };
  }
  return null;
}

/** The split and class of a file whose folder is `parts`. */
export function placeIn({ depth, classes }: SplitLayout, parts: Parts): Place {
  const label = classes === 'below' ? below(parts, depth) : parts[depth - 1];
  const split = splitAt(parts, depth);
  return split === undefined && classes === 'below'
    ? { split, label: null }
    : { split, label: label ?? null };
}

function splitAt(parts: Parts, depth: number): Split | undefined {
  return depth < parts.length ? splitOfName(parts[depth]) : undefined;
}

/** The folder below the split's, which may hold one of the same meaning (`seg_train/seg_train/street`). */
function below(parts: Parts, depth: number): string | undefined {
  const split = splitAt(parts, depth);
  let at = depth + 1;
  while (split !== undefined && splitAt(parts, at) === split) at++;
  return parts[at];
}

/**
 * Whether what lies below the splits are the classes. They are in every split; folders that each class has others of (days, cameras)
 * are none.
 */
function classesBelow(named: readonly Parts[], depth: number): boolean {
  const above = new Map<string, Set<string>>();
  for (const parts of named) {
    const name = below(parts, depth);
    if (name !== undefined)
      above.set(name, (above.get(name) ?? new Set()).add(parts.slice(0, depth).join('/')));
  }
  if (above.size === 0) return depth === 0;
  const holders = new Set([...above.values()].flatMap((each) => [...each]));
  return holders.size === 1 || [...above.values()].some((each) => each.size > 1);
}

function spellings(named: readonly Parts[], depth: number): SplitLayout['folders'] {
  const found = new Map<Split, Set<string>>();
  for (const parts of named) {
    const split = splitAt(parts, depth) as Split;
    found.set(split, (found.get(split) ?? new Set()).add(parts[depth]));
  }
  return Object.fromEntries([...found].map(([split, names]) => [split, [...names]]));
}
