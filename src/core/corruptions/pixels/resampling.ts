/** The weights with which each place of a new line takes the places of an old one, starting at `first`; they sum to 1. */
export interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float32Array[];
}

/**
 * Resamples the rows and columns of an image `[from, from, channels]` to `[to, to, channels]`, where `to` is the number of taps. `between`
 * is applied to each value between the two passes.
 */
export function resample(
  image: Float32Array,
  from: number,
  channels: number,
  taps: Taps,
  between: (value: number) => number = same,
): Float32Array {
  const to = taps.weights.length;
  const across = new Float32Array(from * to * channels);
  for (let y = 0; y < from; y++)
    for (let x = 0; x < to; x++) {
      const weights = taps.weights[x];
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        let at = (y * from + taps.first[x]) * channels + c;
        for (let k = 0; k < weights.length; k++, at += channels) sum += weights[k] * image[at];
        across[(y * to + x) * channels + c] = between(sum);
      }
    }
  const row = to * channels;
  const out = new Float32Array(to * row);
  for (let y = 0; y < to; y++) {
    const place = out.subarray(y * row, (y + 1) * row);
    const weights = taps.weights[y];
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k];
      const source = (taps.first[y] + k) * row;
      for (let i = 0; i < row; i++) place[i] += weight * across[source + i];
    }
  }
  return out;
}

const same = (value: number) => value;
