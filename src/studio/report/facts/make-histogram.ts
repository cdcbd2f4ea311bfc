import type { ReportHistogram } from './types';

export interface HistogramOptions {
  readonly bins?: number;
  /** A fixed range; if left out, from the 0.5th to the 99.5th percentile of all values, widened to hold `include`. */
  readonly range?: readonly [number, number];
  /** A value that must lie inside the range, such as the threshold. */
  readonly include?: number | null;
}

/**
 * Bins values for the report. Values outside the range are counted in the first and last bin, so one outlier does not squash the rest; NaN
 * is left out.
 */
export function makeHistogram(
  parts: readonly { readonly name: string; readonly values: ArrayLike<number> }[],
  options: HistogramOptions = {},
): ReportHistogram {
  const bins = options.bins ?? 40;
  const [from, to] =
    options.range ??
    robustRange(
      parts.map((part) => part.values),
      options.include,
    );
  return {
    from,
    to,
    parts: parts.map(({ name, values }) => {
      const counts = new Array<number>(bins).fill(0);
      for (let i = 0; i < values.length; i++) {
        if (Number.isNaN(values[i])) continue;
        const bin = Math.floor(((values[i] - from) / (to - from)) * bins);
        counts[Math.min(bins - 1, Math.max(0, bin))]++;
      }
      return { name, counts };
    }),
  };
}

function robustRange(lists: readonly ArrayLike<number>[], include?: number | null): [number, number] {
  const all = Float64Array.from(lists.flatMap((list) => Array.from(list).filter(Number.isFinite))).sort();
  if (all.length === 0) return [0, 1];
  const at = (share: number) => all[Math.round(share * (all.length - 1))];
  const held = typeof include === 'number' && Number.isFinite(include) ? [include] : [];
  const from = Math.min(at(0.005), ...held);
  const to = Math.max(at(0.995), ...held);
  return to > from ? [from, to] : [from - 0.5, from + 0.5];
}
