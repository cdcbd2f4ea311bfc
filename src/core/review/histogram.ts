/** Counts of equal-width bins from `min` to `max`; values beyond are counted in the first or last bin, NaN in none. `[bins]` */
export function histogramOf(values: Float32Array, min: number, max: number, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const scale = max > min ? bins / (max - min) : 0;
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i] - min) * scale);
    if (bin >= 0 && bin < bins) counts[bin]++;
    else if (bin < 0) counts[0]++;
    else if (bin >= bins) counts[bins - 1]++;
  }
  return counts;
}
