/** Squared distances of rows `[n, width]` from one, into `out` from `at` on. */
export function squaredDistances(
  rows: Float32Array,
  from: Float32Array,
  out: Float32Array,
  at: number,
): void {
  const width = from.length;
  const count = rows.length / width;
  for (let i = 0, place = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++, place++) {
      const difference = rows[place] - from[j];
      sum += difference * difference;
    }
    out[at + i] = sum;
  }
}

/** Positions of the `count` smallest values, smallest first; NaN is never among them. */
export function smallest(values: Float32Array, count: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    if (best.length === count && !(values[i] < values[best[count - 1]])) continue;
    let place = best.length;
    while (place > 0 && values[i] < values[best[place - 1]]) place--;
    best.splice(place, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}
