import type { Random } from '../../numbers/random';

/** Independent normal draws with this mean and deviation, `[count]` (Box-Muller, both of each pair). */
export function normals(random: Random, count: number, mean: number, deviation: number): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const length = deviation * Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    out[i] = mean + length * Math.cos(angle);
    if (i + 1 < count) out[i + 1] = mean + length * Math.sin(angle);
  }
  return out;
}

/** Uniform in [from, to). */
export const uniform = (random: Random, from: number, to: number) => from + (to - from) * random.next();
