import { Random } from './random';

/** Directions of the largest spread. */
export interface PrincipalComponents {
  /** `[width]` */
  readonly mean: Float64Array;
  /** Of length 1, at right angles to each other, largest spread first; the largest entry of each is positive. `[count, width]` */
  readonly directions: readonly Float64Array[];
}

/**
 * After this many iterations the plane of the first two directions no longer changes, for features of real
 * pools.
 */
const usualRounds = 25;
/**
 * Directions that are computed beyond the wanted ones. The iteration converges by the ratio of the first variance that is left out to the
 * last that is wanted, so with some to spare the wanted ones settle sooner.
 */
const spare = 2;

/**
 * The first principal components of `rows` `[n, width]`, by orthogonal iteration on the centred rows: the covariance itself, width by
 * width, is never made. After each direction of an iteration it waits for `turn`, so that other work can go on. Fewer `rounds` are enough
 * if only the space that all directions span matters.
 */
export async function principalComponents(
  rows: Float32Array,
  width: number,
  count: number,
  turn: () => Promise<unknown> = () => Promise.resolve(),
  rounds = usualRounds,
): Promise<PrincipalComponents> {
  const mean = meanOf(rows, width);
  const random = new Random(1, width);
  let directions: Float64Array[] = Array.from({ length: Math.min(width, count + spare) }, () =>
    Float64Array.from({ length: width }, () => random.normal()),
  );
  orthonormalise(directions);
  for (let i = 0; i < rounds; i++) {
    const wider: Float64Array[] = [];
    for (const direction of directions) {
      wider.push(...spread(rows, mean, [direction]));
      await turn();
    }
    orthonormalise(wider);
    directions = wider;
  }
  return { mean, directions: directions.slice(0, count).map(turned) };
}

/** The coordinates of the rows along each direction, `[n]` each. */
export function project(rows: Float32Array, { mean, directions }: PrincipalComponents): Float32Array[] {
  const width = mean.length;
  const images = rows.length / width;
  return directions.map((direction) => {
    const out = new Float32Array(images);
    let offset = 0;
    for (let j = 0; j < width; j++) offset += mean[j] * direction[j];
    for (let i = 0, at = 0; i < images; i++) {
      let sum = 0;
      for (let j = 0; j < width; j++, at++) sum += rows[at] * direction[j];
      out[i] = sum - offset;
    }
    return out;
  });
}

function meanOf(rows: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let at = 0; at < rows.length; at += width) for (let j = 0; j < width; j++) mean[j] += rows[at + j];
  const images = Math.max(1, rows.length / width);
  return mean.map((sum) => sum / images);
}

/** The covariance times each direction, up to a factor. */
function spread(rows: Float32Array, mean: Float64Array, directions: readonly Float64Array[]): Float64Array[] {
  const width = mean.length;
  const along = project(rows, { mean, directions });
  return along.map((weights) => {
    const out = new Float64Array(width);
    let total = 0;
    for (let i = 0, at = 0; i < weights.length; i++) {
      const weight = weights[i];
      total += weight;
      for (let j = 0; j < width; j++, at++) out[j] += weight * rows[at];
    }
    for (let j = 0; j < width; j++) out[j] -= total * mean[j];
    return out;
  });
}

/** Gram-Schmidt orthonormalisation, in place; a linearly dependent direction becomes 0. */
function orthonormalise(directions: readonly Float64Array[]): void {
  for (const [d, direction] of directions.entries()) {
    for (const before of directions.slice(0, d)) {
      const shared = dot(direction, before);
      for (let j = 0; j < direction.length; j++) direction[j] -= shared * before[j];
    }
    const length = Math.sqrt(dot(direction, direction));
    for (let j = 0; j < direction.length; j++) direction[j] = length > 1e-12 ? direction[j] / length : 0;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

function turned(direction: Float64Array): Float64Array {
  let largest = 0;
  for (const entry of direction) if (Math.abs(entry) > Math.abs(largest)) largest = entry;
  return largest < 0 ? direction.map((entry) => -entry) : direction;
}
