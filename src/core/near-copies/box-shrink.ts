/** Pixels `[height, width, channels]`. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** The source pixels of each target pixel along a side: the first one, the last one, and how much of these two counts. */
interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly atFirst: Float64Array;
  readonly atLast: Float64Array;
}

function spansOf(from: number, to: number): Spans {
  const spans: Spans = {
    ...{ first: new Int32Array(to), last: new Int32Array(to) },
    ...{ atFirst: new Float64Array(to), atLast: new Float64Array(to) },
  };
  for (let i = 0; i < to; i++) {
    const [begin, end] = [(i * from) / to, ((i + 1) * from) / to];
    spans.first[i] = Math.floor(begin);
    spans.last[i] = Math.ceil(end) - 1;
    spans.atFirst[i] = spans.first[i] + 1 - begin;
    spans.atLast[i] = end - spans.last[i];
  }
  return spans;
}

/**
 * A picture made smaller by averaging, `[height, width, channels]`: each pixel is the mean of the area that it covers, parts of pixels
 * included. Both sides must be at least as long as the target's.
 */
export function boxShrunk(
  { data, channels, ...from }: Pixels,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const across = spansOf(from.width, width);
  const { first, last, atFirst, atLast } = spansOf(from.height, height);
  const area = (from.width * from.height) / (width * height);
  const out = new Uint8Array(width * height * channels);
  const row = new Float64Array(from.width * channels);
  for (let y = 0; y < height; y++) {
    row.fill(0);
    addRow(row, data, first[y], atFirst[y]);
    for (let source = first[y] + 1; source < last[y]; source++) addRow(row, data, source, 1);
    if (last[y] > first[y]) addRow(row, data, last[y], atLast[y]);
    shrinkRow(row, channels, across, area, out, y * width * channels);
  }
  return out;
}

function addRow(row: Float64Array, data: Uint8Array, source: number, share: number): void {
  const length = row.length;
  for (let i = 0, at = source * length; i < length; i++, at++) row[i] += share * data[at];
}

function shrinkRow(
  row: Float64Array,
  channels: number,
  { first, last, atFirst, atLast }: Spans,
  area: number,
  out: Uint8Array,
  to: number,
): void {
  for (let x = 0; x < first.length; x++)
    for (let channel = 0; channel < channels; channel++, to++) {
      const end = last[x] * channels + channel;
      let at = first[x] * channels + channel;
      let sum = row[at] * atFirst[x];
      for (at += channels; at < end; at += channels) sum += row[at];
      if (at === end) sum += row[at] * atLast[x];
      out[to] = sum / area + 0.5;
    }
}
