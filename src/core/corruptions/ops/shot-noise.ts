import { defineCorruption } from '../corruption';

/** The parameter is how many particles of light the brightest pixel counts. */
export const shotNoise = defineCorruption({
  name: 'shot-noise',
  words: {
    en: { title: 'Shot noise', help: 'Too little light: each pixel counts photons by chance.' },
    ko: { title: '샷 노이즈', help: '빛 입자가 적어 픽셀마다 우연히 다르게 세어지는 노이즈입니다.' },
  },
  group: 'noise',
  published: {
    32: [500, 250, 100, 75, 50],
    64: [250, 100, 50, 30, 15],
    224: [60, 25, 12, 5, 3],
  },
  apply({ pixels }, most, random) {
    const tables = tablesOf(most);
    return Float32Array.from(pixels, (value) => {
      tables[value] ??= cumulative((value / 255) * most);
      return placeOf(tables[value], random.next()) / most;
    });
  },
});

let last: { most: number; tables: Float64Array[] } | null = null;

/** Keeps the distributions that were used last, since a pixel has only 256 possible values. */
function tablesOf(most: number): Float64Array[] {
  if (last?.most !== most) last = { most, tables: [] };
  return last.tables;
}

/** The cumulative Poisson distribution of a rate, up to a count beyond which less than 1e-12 is left. */
function cumulative(rate: number): Float64Array {
  const out = new Float64Array(Math.ceil(rate + 9 * Math.sqrt(rate) + 30));
  let [chance, sum] = [Math.exp(-rate), 0];
  for (let k = 0; k < out.length; k++) {
    sum += chance;
    out[k] = sum;
    chance *= rate / (k + 1);
  }
  return out;
}

/** The first count whose cumulative share is above `draw`. */
function placeOf(table: Float64Array, draw: number): number {
  let [low, high] = [0, table.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[middle] > draw) high = middle;
    else low = middle + 1;
  }
  return low;
}
