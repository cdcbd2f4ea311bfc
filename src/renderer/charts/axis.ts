import { nice, ticks } from 'd3-array';

/** An axis of a chart: where it ends, and what stands at its lines. */
export interface Axis {
  readonly domain: [number, number];
  readonly ticks: number[];
}

/** About so many lines. */
const lines = 4;

/** From `low` to `high` at least, ending at round numbers. Values that are all the same get some room. */
export function roundAxis(low: number, high: number): Axis {
  const room = high > low ? 0 : Math.abs(low) * 0.1 || 1;
  const [from, to] = nice(low - (low === 0 ? 0 : room), high + room, lines);
  return { domain: [from, to], ticks: ticks(from, to, lines) };
}

/** Decimals that tell the lines of an axis of shares apart when they are written as percentages. */
export function percentDigits([first = 0, second = first + 1]: readonly number[]): number {
  return Math.max(0, -Math.floor(Math.log10((second - first) * 100) + 1e-9));
}

/** From `low` to `high` exactly, with whole numbers at its lines: steps, epochs. */
export function wholeAxis(low: number, high: number): Axis {
  return { domain: [low, high], ticks: ticks(low, high, lines).filter(Number.isInteger) };
}
