/** A measurement, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  readonly times: number;
}

/** Median, 95th percentile (the nearest rank) and worst of some measurements. */
export function timingOf(milliseconds: readonly number[]): Timing {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { median: at(0.5), p95: at(0.95), worst: at(1), times: sorted.length };
}

export const round = (value: number) => Math.round(value * 10) / 10;

/** How long some work takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
