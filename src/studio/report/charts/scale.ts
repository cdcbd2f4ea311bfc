import { extent as extentOf } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';

/** Maps a value of the data to a position in the drawing. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
  readonly domain: readonly [number, number];
}

/** The smallest and the largest known number; null if there is none. */
export function extent(values: Iterable<number | null | undefined>): [number, number] | null {
  const known = [...values].filter((value): value is number => Number.isFinite(value));
  const [low, high] = extentOf(known);
  return low === undefined || high === undefined ? null : [low, high];
}

/** A linear scale over a domain rounded outwards to whole ticks of 1, 2 or 5 times a power of ten. */
export function niceScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  tickCount = 5,
): Scale {
  return rounded(scaleLinear(widened(domain), range).nice(tickCount), tickCount);
}

/** A linear scale over exactly this domain, with the round ticks inside it. */
export function exactScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  tickCount = 5,
): Scale {
  return rounded(scaleLinear(widened(domain), range), tickCount);
}

/** Rounds positions to a hundredth of a pixel: more digits only make the file larger. */
function rounded(scale: ScaleLinear<number, number>, tickCount: number): Scale {
  const [low, high] = scale.domain();
  const map = (value: number) => Math.round(scale(value) * 100) / 100;
  return Object.assign(map, { ticks: scale.ticks(tickCount), domain: [low, high] as const });
}

/** Widens the range of a single value, which would have no width. */
function widened([low, high]: readonly [number, number]): [number, number] {
  if (high > low) return [low, high];
  const by = low === 0 ? 1 : Math.abs(low) * 0.1;
  return [low - by, low + by];
}
