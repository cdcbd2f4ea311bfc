/** The number type of a picture, as libvips names it. */
export type Depth = 'char' | 'ushort' | 'short' | 'uint' | 'int' | 'float' | 'double';

/** The values that become black and white. */
export interface Levels {
  readonly black: number;
  readonly white: number;
}

/** Outliers are searched in about this many sampled values. */
const sampled = 20_000;
/**
 * The share of values that may lie outside of the levels, if these few values would otherwise take most of the
 * range.
 */
const outliers = 0.001;

/**
 * The values for black and white of a picture with more than 8 bits, from the range of its format or of its
 * values. Unsigned values fill their bits or, from cameras with 8 to 14 bits, the lowest of them. Signed and
 * real values have no defined range: black is zero, or the minimum if there are negative values or none near
 * zero; white is the maximum, or the round number above it. `limit` is the maximum that the file declares.
 */
export function levelsOf(values: ArrayLike<number>, depth: Depth, limit?: number): Levels {
  const { least, greatest } = rangeOf(values);
  if (!(greatest > least)) return { black: Math.min(0, least), white: Math.max(1, greatest) };
  if (limit !== undefined && limit >= greatest && least >= 0) return { black: 0, white: limit };
  if (depth === 'ushort') return unsignedLevels(least, greatest);
  const [low, high] = withoutOutliers(values, least, greatest);
  if (low < 0 || low > high * 0.8) return { black: low, white: high };
  return { black: 0, white: roundAbove(high) };
}

/** Minimum and maximum; NaN and infinities are ignored. */
function rangeOf(values: ArrayLike<number>): { least: number; greatest: number } {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < least && value > Number.NEGATIVE_INFINITY) least = value;
    if (value > greatest && value < Number.POSITIVE_INFINITY) greatest = value;
  }
  return greatest < least ? { least: 0, greatest: 0 } : { least, greatest };
}

function unsignedLevels(least: number, greatest: number): Levels {
  // Thermal cameras use a narrow range in the middle; a page of paper is as bright as its format allows.
  if (least > greatest * 0.85 && greatest < 0.9 * 65_535) return { black: least, white: greatest };
  const bits = [8, 10, 12, 14].find((each) => greatest < 2 ** each) ?? 16;
  return { black: 0, white: 2 ** bits - 1 };
}

/** Without this, a dead pixel, or a value that marks missing data, could make all others the same grey. */
function withoutOutliers(values: ArrayLike<number>, least: number, greatest: number): [number, number] {
  const step = Math.max(1, Math.floor(values.length / sampled));
  const some: number[] = [];
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) some.push(values[i]);
  some.sort((a, b) => a - b);
  const low = some[Math.floor(some.length * outliers)] ?? least;
  const high = some[Math.ceil(some.length * (1 - outliers)) - 1] ?? greatest;
  return high > low && high - low < (greatest - least) / 8 ? [low, high] : [least, greatest];
}

function roundAbove(greatest: number): number {
  return [1, 255, 65_535].find((each) => greatest <= each && greatest >= each / 2) ?? greatest;
}

/** Scales values between black and white to uint8; NaN is black. */
export function toBytes(values: ArrayLike<number>, { black, white }: Levels): Uint8Array {
  const scale = 255 / (white - black);
  const out = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) out[i] = (values[i] - black) * scale;
  return new Uint8Array(out.buffer);
}
