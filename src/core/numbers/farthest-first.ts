/**
 * Chooses points that lie far from each other (Gonzalez 1985; the core-set of Sener and Savarese 2018): the
 * next point is always the one farthest from its nearest chosen point. The largest distance to a chosen point
 * is within a factor of two of the optimum.
 */
export class FarthestFirst {
  readonly #nearest: Float32Array;

  /** `distance` takes two points, 0 to `points` - 1; it can be any measure that grows with how unlike they are. */
  constructor(
    points: number,
    private readonly distance: (a: number, b: number) => number,
  ) {
    this.#nearest = new Float32Array(points).fill(Number.POSITIVE_INFINITY);
  }

  /** Counts a point as chosen. */
  cover(point: number): void {
    const nearest = this.#nearest;
    for (let other = 0; other < nearest.length; other++) {
      if (nearest[other] < 0) continue;
      const distance = this.distance(point, other);
      if (distance < nearest[other]) nearest[other] = distance;
    }
    nearest[point] = -1;
  }

  /** Chooses the next point, the first of equals; -1 when all are chosen. */
  next(): number {
    let best = -1;
    let farthest = -1;
    for (let point = 0; point < this.#nearest.length; point++) {
      if (this.#nearest[point] <= farthest) continue;
      farthest = this.#nearest[point];
      best = point;
    }
    if (best >= 0) this.cover(best);
    return best;
  }
}
