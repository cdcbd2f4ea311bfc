import { nice, ticks } from 'd3-array';

/** An axis of a chart: its range, and the values at its grid lines. */
export interface Axis {
  readonly domain: [number, number];
  readonly ticks: number[];
}

/** The approximate number of grid lines. */
const lines = 4;

/** Covers at least `low` to `high` and ends at round numbers. Equal values get a margin. */
export function roundAxis(low: number, high: number): Axis {
  const room = high > low ? 0 : Math.abs(low) * 0.1 || 1;
  const [from, to] = nice(low - (low === 0 ? 0 : room), high + room, lines);
  return { domain: [from, to], ticks: ticks(from, to, lines) };
}

/** Decimals that keep the percentages at the grid lines of an axis distinct. */
export function percentDigits([first = 0, second = first + 1]: readonly number[]): number {
  return Math.max(0, -Math.floor(Math.log10((second - first) * 100) + 1e-9));
}

/** Covers exactly `low` to `high`, with whole numbers at the grid lines: steps, epochs. */
export function wholeAxis(low: number, high: number): Axis {
  return { domain: [low, high], ticks: ticks(low, high, lines).filter(Number.isInteger) };
}
