/** A point of a curve: x, y. */
export type Point = readonly [x: number, y: number];

/**
 * At most `most` points that look like all of them: largest triangle three buckets (Steinarsson 2013). The first and last points stay; from
 * each bucket between them, it takes the point that spans the largest triangle with the point chosen before and the mean of the next
 * bucket.
 */
export function downsample(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most || most < 3) return points;
  const last = points.length - 1;
  const width = (last - 1) / (most - 2);
  const chosen: Point[] = [points[0]];
  for (let bucket = 0; bucket < most - 2; bucket++) {
    const from = 1 + Math.floor(bucket * width);
    const to = 1 + Math.floor((bucket + 1) * width);
    const next = mean(points, to, Math.min(points.length, 1 + Math.floor((bucket + 2) * width)));
    chosen.push(largest(points, from, to, chosen[bucket], next));
  }
  chosen.push(points[last]);
  return chosen;
}

function mean(points: readonly Point[], from: number, to: number): Point {
  let [x, y] = [0, 0];
  for (let i = from; i < to; i++) {
    x += points[i][0];
    y += points[i][1];
  }
  return [x / (to - from), y / (to - from)];
}

function largest(points: readonly Point[], from: number, to: number, before: Point, after: Point): Point {
  let best = points[from];
  let bestArea = -1;
  for (let i = from; i < to; i++) {
    const [x, y] = points[i];
    const area = Math.abs(
      (before[0] - after[0]) * (y - before[1]) - (before[0] - x) * (after[1] - before[1]),
    );
    if (area > bestArea) [best, bestArea] = [points[i], area];
  }
  return best;
}
