import { float16Table } from '../numbers/float16';

/** Writes the squared distances of float16 rows `[n, width]` from a vector into `out`, from `at` on. */
export function squaredDistances(bits: Uint16Array, from: Float32Array, out: Float32Array, at: number): void {
  const numbers = float16Table();
  const width = from.length;
  const count = bits.length / width;
  for (let i = 0, place = 0; i < count; i++) {
    let [even, odd, j] = [0, 0, 0];
    // Two sums at a time: the processor need not wait for one before it begins the next.
    for (; j + 1 < width; j += 2, place += 2) {
      const first = numbers[bits[place]] - from[j];
      const second = numbers[bits[place + 1]] - from[j + 1];
      even += first * first;
      odd += second * second;
    }
    if (j < width) even += (numbers[bits[place++]] - from[j]) ** 2;
    out[at + i] = even + odd;
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
