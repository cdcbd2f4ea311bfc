/** Maps a value of the data to a position in the drawing. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
  readonly domain: readonly [number, number];
}

/** Smallest and largest known number, or null without one. */
export function extent(values: Iterable<number | null | undefined>): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

/** A linear scale over a domain rounded outwards to whole ticks of 1, 2 or 5 times a power of ten. */
export function niceScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  tickCount = 5,
): Scale {
  const [low, high] = widened(domain);
  const step = niceStep((high - low) / tickCount);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // Built from whole numbers of steps, so that 0.1 + 0.2 does not end up on an axis.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step, step));
  return makeScale([ticks[0], ticks[ticks.length - 1]], range, ticks);
}

/** A linear scale over exactly this domain, with the round ticks inside it. */
export function exactScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  tickCount = 5,
): Scale {
  const [low, high] = widened(domain);
  const step = niceStep((high - low) / tickCount);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    round((first + i) * step, step),
  );
  return makeScale([low, high], range, ticks);
}

function makeScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  ticks: readonly number[],
): Scale {
  const factor = (range[1] - range[0]) / (domain[1] - domain[0]);
  const map = (value: number) => Math.round((range[0] + (value - domain[0]) * factor) * 100) / 100;
  return Object.assign(map, { ticks, domain });
}

function widened([low, high]: readonly [number, number]): readonly [number, number] {
  if (high > low) return [low, high];
  const by = low === 0 ? 1 : Math.abs(low) * 0.1;
  return [low - by, low + by];
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

function round(value: number, step: number): number {
  const digits = Math.max(0, -Math.floor(Math.log10(step)) + 1);
  return Number(value.toFixed(Math.min(20, digits)));
}
