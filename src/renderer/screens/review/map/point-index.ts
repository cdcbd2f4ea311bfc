import type { MapPoint } from './camera';

const cells = 256;

const cellOf = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor(((value + 1) / 2) * cells)));

/**
 * A grid index of points in the plane from -1 to 1, so that the nearest one is found without visiting all.
 */
export class PointIndex {
  /** The start of each cell in `#order`, with one more entry for the end. */
  readonly #starts = new Int32Array(cells * cells + 1);
  readonly #order: Int32Array;

  constructor(
    private readonly xs: Float32Array,
    private readonly ys: Float32Array,
  ) {
    this.#order = new Int32Array(xs.length);
    for (let i = 0; i < xs.length; i++) this.#starts[this.#cell(i) + 1]++;
    for (let cell = 0; cell < cells * cells; cell++) this.#starts[cell + 1] += this.#starts[cell];
    const next = this.#starts.slice(0, -1);
    for (let i = 0; i < xs.length; i++) this.#order[next[this.#cell(i)]++] = i;
  }

  /** Index of the nearest point at most `reach` away, or null. */
  nearest({ x, y }: MapPoint, reach: number): number | null {
    let best: number | null = null;
    let least = reach * reach;
    for (let row = cellOf(y - reach); row <= cellOf(y + reach); row++) {
      const from = this.#starts[row * cells + cellOf(x - reach)];
      const to = this.#starts[row * cells + cellOf(x + reach) + 1];
      for (let at = from; at < to; at++) {
        const i = this.#order[at];
        const distance = (this.xs[i] - x) ** 2 + (this.ys[i] - y) ** 2;
        if (distance <= least) [best, least] = [i, distance];
      }
    }
    return best;
  }

  #cell(i: number): number {
    return cellOf(this.ys[i]) * cells + cellOf(this.xs[i]);
  }
}
