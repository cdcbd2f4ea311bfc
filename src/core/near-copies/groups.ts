/** Union-find over numbered items (with path halving), except for items that must stay apart. */
export class Joined {
  readonly #parent: Int32Array;
  /** By the lowest number of a group: items that must stay out of it. */
  readonly #apart = new Map<number, Set<number>>();

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** The lowest number of its group. */
  of(thing: number): number {
    const parent = this.#parent;
    let at = thing;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Marks two items that are not joined as separate: no later join brings them together. */
  keepApart(a: number, b: number): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      const root = this.of(one);
      this.#apart.set(root, (this.#apart.get(root) ?? new Set()).add(other));
    }
  }

  /**
   * Joins the groups of two items, unless any two of their members must stay apart. Returns whether they are
   * in one group now.
   */
  join(a: number, b: number): boolean {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    if (low === high) return true;
    const [few, many] = [low, high]
      .map((root) => ({ root, apart: this.#apart.get(root) ?? new Set<number>() }))
      .sort((x, y) => x.apart.size - y.apart.size);
    // Each separation is recorded on both sides, so the shorter list suffices.
    for (const thing of few.apart) if (this.of(thing) === many.root) return false;
    this.#parent[high] = low;
    if (many.apart.size === 0) return true;
    for (const thing of few.apart) many.apart.add(thing);
    this.#apart.delete(high);
    this.#apart.set(low, many.apart);
    return true;
  }
}

/**
 * Joins `count` things by pairs `[pairs, 2]`, except for pairs that would bring together any two of `apart` `[pairs, 2]`; `refuse` is
 * called with those. Pairs are joined in their order, but pairs with a thing that must stay apart from others come last, those with the
 * most such others at the very end: that thing is the odd one, and the things that it is like stay with the others.
 */
export function joinPairs(
  count: number,
  pairs: readonly number[],
  apart: readonly number[],
  refuse: (a: number, b: number) => void = () => {},
): Joined {
  const joined = new Joined(count);
  const odd = new Int32Array(count);
  for (let at = 0; at < apart.length; at += 2) {
    joined.keepApart(apart[at], apart[at + 1]);
    for (const thing of [apart[at], apart[at + 1]]) odd[thing]++;
  }
  const later: { a: number; b: number; odd: number }[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at], pairs[at + 1]];
    const most = Math.max(odd[a], odd[b]);
    if (most > 0) later.push({ a, b, odd: most });
    else joined.join(a, b);
  }
  for (const { a, b } of later.sort((x, y) => x.odd - y.odd)) if (!joined.join(a, b)) refuse(a, b);
  return joined;
}

/**
 * Group numbers `[images]`: images that share a name are in one group, directly or through others. An image
 * without names is alone.
 */
export function groupsByNames(names: readonly (readonly string[])[]): Int32Array {
  const joined = new Joined(names.length);
  const first = new Map<string, number>();
  for (const [image, its] of names.entries())
    for (const name of its) {
      const known = first.get(name);
      if (known === undefined) first.set(name, image);
      else joined.join(known, image);
    }
  return Int32Array.from(names, (_, image) => joined.of(image));
}
