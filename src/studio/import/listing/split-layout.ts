import type { Split } from '../../../catalog';
import { splitOfName } from '../../../core/vocabulary/split-names';
import { classesInEverySplit, hasOpposite, isNoClass } from './classes-like-splits';
import { isHeldBackMore } from './split-meanings';
import { spokenSplits } from './spoken-splits';

/** How the folders of a tree split it into train, validation, test and a pool. */
export interface SplitLayout {
  /** Names of the folders that stand for each split, as they are spelt. */
  readonly folders: Readonly<Partial<Record<Split, readonly string[]>>>;
  /** Folders, from the root down, that alone among their neighbours are named like a split; the neighbours are read as classes. */
  readonly lone: readonly string[];
  /** What each folder that holds pictures says about them. */
  readonly places: ReadonlyMap<string, Place>;
}

/** What the folders above a file say about it. */
export interface Place {
  /** Undefined if no folder above it names a split. */
  readonly split: Split | undefined;
  /** The folder that names its class; null without one. */
  readonly label: string | null;
}

export interface LayoutOptions {
  /** Whether a single folder with the name of a held-out split or of a pool, among others, is one: `cat`, `dog`, `test`. */
  readonly lone?: boolean;
  /** Folders, from the root down, that are classes whatever they are called. */
  readonly classes?: ReadonlySet<string>;
}

/** Names of folders from the root down. */
type Parts = readonly string[];

/** How many folders deep names of splits are looked for, below the root and below each split. */
const deepest = 3;

/**
 * Finds out whether the folders of a tree split it into train, validation and test, from the folders that hold its pictures. The splits may
 * be at the top, below a folder that holds them all, below the classes, or inside one another (`train/labelled`, `train/unlabelled`). A
 * single `train` among other folders is taken for a class (pictures of a train); two different names of splits are not.
 */
export function splitLayout(folders: readonly Parts[], options: LayoutOptions = {}): SplitLayout | null {
  return new Reading(folders, options).layout(folders);
}

/** The split and class of a file in the folder `parts`, which is one of those that the layout was read from. */
export function placeIn({ places }: SplitLayout, parts: Parts): Place {
  return places.get(parts.join('/')) ?? { split: undefined, label: null };
}

/** The layout of a tree while it is read. */
class Reading {
  readonly #spellings = new Map<Split, Set<string>>();
  readonly #lone = new Set<string>();
  readonly #classes: ReadonlySet<string>;
  readonly #spoken: ReadonlyMap<string, Split>;

  constructor(
    folders: readonly Parts[],
    private readonly options: LayoutOptions,
  ) {
    this.#classes = new Set([...(options.classes ?? []), ...classesInEverySplit(folders)]);
    this.#spoken = spokenSplits(folders);
  }

  layout(folders: readonly Parts[]): SplitLayout | null {
    const places = this.#read(folders, 0, undefined);
    if (places === null) return null;
    const spelt = [...this.#spellings].map(([split, names]) => [split, [...names]]);
    return { folders: Object.fromEntries(spelt), lone: [...this.#lone], places };
  }

  /** The places of folders by their names from depth `from` on; `outer` is the split that those above name. Null if these name none. */
  #read(folders: readonly Parts[], from: number, outer: Split | undefined): Map<string, Place> | null {
    for (let depth = from; depth <= from + deepest; depth++) {
      const named = folders.filter((parts) => this.#splitAt(parts, depth) !== undefined);
      if (named.length === 0) continue;
      const splits = new Set(named.map((parts) => this.#splitAt(parts, depth)));
      if (splits.size >= 2 || named.length === folders.length)
        return this.#readSplits(folders, named, { from, depth, outer, lone: false });
      if (this.#isLone(folders, named, depth, outer))
        return this.#readSplits(folders, named, { from, depth, outer, lone: true });
    }
    return null;
  }

  /**
   * Whether folders with the name of one split, beside others without, stand for that split: what may be held out, or has no labels, must
   * not become a class to train on.
   */
  #isLone(
    folders: readonly Parts[],
    named: readonly Parts[],
    depth: number,
    outer: Split | undefined,
  ): boolean {
    const split = this.#splitAt(named[0], depth);
    // A class of trains has pictures right in its folder; `train/train/cat` does not.
    if (split === outer) return named.every((parts) => parts.length > depth + 1);
    if (!this.options.lone || split === 'labelled-train') return false;
    if (named.some((parts) => hasOpposite(parts, depth, folders))) return false;
    // In `beach/train`, `pool/train`, the splits are below the classes.
    const isSplitBelow = folders.every((parts) => this.#splitAt(parts, depth + 1) !== undefined);
    return !isSplitBelow || named.some((parts) => isNoClass(parts[depth]));
  }

  #readSplits(
    folders: readonly Parts[],
    named: readonly Parts[],
    { from, depth, outer, lone }: { from: number; depth: number; outer: Split | undefined; lone: boolean },
  ): Map<string, Place> {
    const inside = new Map<string, Place>();
    for (const group of grouped(named, depth)) {
      const own = this.#splitAt(group[0], depth) as Split;
      if (own !== outer) this.#spell(own, group[0][depth]);
      if (lone && own !== outer) this.#lone.add(group[0].slice(0, depth + 1).join('/'));
      const split = nearer(outer, own);
      const deeper = group.filter((parts) => parts.length > depth + 1);
      const places = this.#read(deeper, depth + 1, split);
      for (const parts of group)
        inside.set(
          parts.join('/'),
          places?.get(parts.join('/')) ?? { split, label: parts[depth + 1] ?? null },
        );
    }
    const others = folders.filter((parts) => !inside.has(parts.join('/')));
    const nested = this.#read(others, from, outer);
    const isBelow = lone ? depth === from : classesBelow(named, inside, from, depth);
    const found = new Map<string, Place>();
    for (const parts of folders) {
      const path = parts.join('/');
      const within = inside.get(path);
      const other = nested?.get(path);
      // A class that holds the splits names the class of what lies beside them too.
      const above = (lone ? parts[from] : parts[depth - 1]) ?? null;
      if (within) found.set(path, isBelow ? within : { ...within, label: above });
      else if (lone) found.set(path, other ?? { split: outer, label: parts[from] ?? null });
      else if (!isBelow) found.set(path, { split: other?.split ?? outer, label: above });
      else found.set(path, other?.split === undefined ? { split: outer, label: null } : other);
    }
    return found;
  }

  #splitAt(parts: Parts, depth: number): Split | undefined {
    if (depth >= parts.length || this.#classes.has(parts.slice(0, depth + 1).join('/'))) return undefined;
    return splitOfName(parts[depth]) ?? this.#spoken.get(parts.slice(0, depth + 1).join('/'));
  }

  #spell(split: Split, name: string): void {
    this.#spellings.set(split, (this.#spellings.get(split) ?? new Set()).add(name));
  }
}

/** The split of a folder named `inner` in one named `outer`: what either keeps from training stays away from it. */
function nearer(outer: Split | undefined, inner: Split): Split {
  if (outer === undefined || outer === 'labelled-train') return inner;
  return isHeldBackMore(inner, outer) ? inner : outer;
}

/** Folders by what they have in common down to a depth. */
function grouped(folders: readonly Parts[], depth: number): Parts[][] {
  const groups = new Map<string, Parts[]>();
  for (const parts of folders) {
    const above = parts.slice(0, depth + 1).join('/');
    const group = groups.get(above);
    if (group) group.push(parts);
    else groups.set(above, [parts]);
  }
  return [...groups.values()];
}

/**
 * Whether the folders below the splits are the classes. Classes are in every split; folders that differ from class to class (days, cameras)
 * are not classes.
 */
function classesBelow(
  named: readonly Parts[],
  inside: ReadonlyMap<string, Place>,
  from: number,
  depth: number,
): boolean {
  const above = new Map<string, Set<string>>();
  for (const parts of named) {
    const name = inside.get(parts.join('/'))?.label;
    if (name) above.set(name, (above.get(name) ?? new Set()).add(parts.slice(0, depth).join('/')));
  }
  if (above.size === 0) return depth === from;
  const holders = new Set([...above.values()].flatMap((each) => [...each]));
  return holders.size === 1 || [...above.values()].some((each) => each.size > 1);
}
