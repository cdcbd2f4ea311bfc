import type { Random } from '../../numbers/random';

/**
 * A cloudy field `[size, size]` from 0 to 1 by the diamond-square algorithm on a torus whose side is the next power of two. `decay` divides
 * the height of the steps each time they are halved: the smaller, the rougher.
 */
export function plasma(random: Random, size: number, decay: number): Float32Array {
  const side = Math.max(2, 2 ** Math.ceil(Math.log2(size)));
  const map = new Float64Array(side * side);
  const at = (y: number, x: number) => (y & (side - 1)) * side + (x & (side - 1));
  let wobble = 100;
  for (let step = side; step >= 2; step /= 2, wobble /= decay) {
    const half = step / 2;
    const moved = (sum: number) => sum / 4 + wobble * wobble * (2 * random.next() - 1);
    for (let y = 0; y < side; y += step)
      for (let x = 0; x < side; x += step) {
        const corners =
          map[at(y, x)] + map[at(y + step, x)] + map[at(y, x + step)] + map[at(y + step, x + step)];
        map[at(y + half, x + half)] = moved(corners);
      }
    for (let y = 0; y < side; y += step)
      for (let x = 0; x < side; x += step) {
        const [own, middle] = [map[at(y, x)], map[at(y + half, x + half)]];
        map[at(y, x + half)] = moved(own + map[at(y, x + step)] + middle + map[at(y - half, x + half)]);
        map[at(y + half, x)] = moved(own + map[at(y + step, x)] + middle + map[at(y + half, x - half)]);
      }
  }
  return cutOut(map, side, size);
}

/** Cuts out a corner of this size, with the whole field scaled to 0 to 1. */
function cutOut(map: Float64Array, side: number, size: number): Float32Array {
  let [low, high] = [map[0], map[0]];
  for (const value of map) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const out = new Float32Array(size * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) out[y * size + x] = (map[y * side + x] - low) / (high - low || 1);
  return out;
}
