import { nice, ticks } from 'd3-array';
import { short, withMinus } from '../base/words/format';

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

/** Where a logarithmic axis has grid lines within each power of ten. */
const steps = [1, 2, 5];
/** If there would be more lines than this, only powers of ten get one. */
const mostLines = 6;

/** Covers `low` to `high`, both above 0, on a logarithmic scale, and ends at 1, 2 or 5 times a power of ten. */
export function logAxis(low: number, high: number): Axis {
  const [from, to] = [Math.floor(Math.log10(low)) - 1, Math.ceil(Math.log10(high)) + 1];
  const places = Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((power) =>
    steps.map((step) => Number(`${step}e${power}`)),
  );
  // Because of rounding, a computed value may lie slightly beside the round number that it stands for.
  const start = places.findLastIndex((place) => place <= low * (1 + 1e-9));
  const last = places.findIndex((place) => place >= high * (1 - 1e-9));
  const end = Math.max(last, start + 1);
  const inside = places.slice(start, end + 1);
  const powers = inside.filter(isPower);
  return {
    domain: [places[start], places[end]],
    ticks: inside.length > mostLines && powers.length > 1 ? powers : inside,
  };
}

const isPower = (value: number) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

/** Decimals that keep the percentages at the grid lines of an axis distinct. */
export function percentDigits([first = 0, second = first + 1]: readonly number[]): number {
  return Math.max(0, -Math.floor(Math.log10((second - first) * 100) + 1e-9));
}

/** The labels at the grid lines of an axis of numbers, all with the same number of decimals: "1.39" and "1.40". */
export function tickText([first = 0, second = first + 1]: readonly number[]): (tick: number) => string {
  const digits = Math.max(0, -Math.floor(Math.log10(second - first) + 1e-9));
  return (tick) =>
    digits > mostDigits || Math.abs(tick) >= 1000 ? short(tick) : withMinus(tick.toFixed(digits));
}

/** If the steps would need more decimals than this, numbers are written with powers of ten. */
const mostDigits = 4;

/** Covers exactly `low` to `high`, with whole numbers at the grid lines: steps, epochs. */
export function wholeAxis(low: number, high: number): Axis {
  return { domain: [low, high], ticks: ticks(low, high, lines).filter(Number.isInteger) };
}
