/** A smooth function of many numbers: its value at `x`, its gradient written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  /** The search ends when no component of the gradient is larger. */
  readonly tolerance?: number;
  readonly mostSteps?: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** Whether the gradient is as small as was asked for. */
  readonly converged: boolean;
}

/** The number of remembered steps. */
const remembered = 10;
/** How many vectors as long as `x` a search has at a time: two for each remembered step, and those of a step on its way. */
export const vectorsInSearch = 2 * remembered + 8;
/** Armijo's and Wolfe's constants (Nocedal and Wright, Numerical Optimization, 2006, section 3.1). */
const enough = 1e-4;
const flatter = 0.9;

/**
 * Finds a minimum of a smooth function near `start`, which is the global one for a convex function, by L-BFGS (Nocedal and Wright,
 * algorithm 7.5) with steps that meet the weak Wolfe conditions, found by bisection. It ends early if no step helps any more.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { tolerance = 1e-6, mostSteps = 500 }: LbfgsOptions = {},
): Minimum {
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient);
  const memory: Pair[] = [];
  for (let step = 0; step < mostSteps; step++) {
    if (largest(gradient) <= tolerance) return { x, value, steps: step, converged: true };
    let direction = descent(gradient, memory);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      // Rounding errors have made the remembered curvature useless.
      memory.length = 0;
      direction = gradient.map((g) => -g);
      slope = -dot(gradient, gradient);
    }
    const first = memory.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const next = search(objective, { x, value, slope, direction, first });
    if (!next) return { x, value, steps: step, converged: false };
    remember(memory, x, gradient, next);
    ({ x, value, gradient } = next);
  }
  return { x, value, steps: mostSteps, converged: largest(gradient) <= tolerance };
}

/** A change of place and of gradient. */
interface Pair {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  /** One over their product. */
  readonly rho: number;
}

interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** The two-loop recursion: minus the inverse Hessian, as far as it is known, times the gradient. */
function descent(gradient: Float64Array, memory: readonly Pair[]): Float64Array {
  const q = gradient.map((g) => -g);
  const alphas: number[] = [];
  for (let i = memory.length - 1; i >= 0; i--) {
    const { moved, turned, rho } = memory[i];
    alphas[i] = rho * dot(moved, q);
    add(q, turned, -alphas[i]);
  }
  const last = memory.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.turned, last.turned));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  memory.forEach(({ moved, turned, rho }, i) => {
    add(q, moved, alphas[i] - rho * dot(turned, q));
  });
  return q;
}

interface Line {
  readonly x: Float64Array;
  readonly value: number;
  readonly slope: number;
  readonly direction: Float64Array;
  readonly first: number;
}

/**
 * A step along the line that decreases the value enough and, if one is found, reaches a flatter place; null if no step decreases it enough.
 */
function search(objective: Objective, { x, value, slope, direction, first }: Line): Point | null {
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let length = first;
  let best: Point | null = null;
  for (let attempt = 0; attempt < 40; attempt++) {
    const at = x.map((each, i) => each + length * direction[i]);
    const gradient = new Float64Array(x.length);
    const reached = objective(at, gradient);
    if (!(reached <= value + enough * length * slope)) high = length;
    else {
      best = { x: at, value: reached, gradient };
      if (dot(gradient, direction) >= flatter * slope) return best;
      low = length;
    }
    length = Number.isFinite(high) ? (low + high) / 2 : 2 * low;
  }
  return best;
}

function remember(memory: Pair[], x: Float64Array, gradient: Float64Array, next: Point): void {
  const moved = next.x.map((each, i) => each - x[i]);
  const turned = next.gradient.map((each, i) => each - gradient[i]);
  const product = dot(moved, turned);
  if (!(product > 0)) return;
  memory.push({ moved, turned, rho: 1 / product });
  if (memory.length > remembered) memory.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] += times * what[i];
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}
