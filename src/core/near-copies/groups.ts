/** Things by number that are joined to groups, two at a time (union-find, halving paths). */
export class Joined {
  readonly #parent: Int32Array;

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

  join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    this.#parent[high] = low;
  }
}

/**
 * Numbers of groups `[images]`: images that share any of their names are of one group, and so are those that share one with them. An
 * image without names is alone.
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
