import { filter, type Kernel } from './kernel';

const even: Kernel = { side: 3, weights: new Float32Array(9).fill(1 / 9) };
/** Lights an edge from one side. */
const relief: Kernel = { side: 3, weights: Float32Array.of(-2, -1, 0, -1, 1, 1, 0, 1, 2) };
/** How far from an edge light still changes, in pixels. */
const farthest = 20;

/**
 * Where drops catch light, `[size, size]` 0 to 1: the distance to the edges of `drops` as a relief that is lit from one side, times the drops
 * themselves. All 0 where there is no drop.
 */
export function wetEdges(drops: Float32Array, size: number): Float32Array {
  const bytes = drops.map((level) => Math.floor(Math.max(0, Math.min(1, level)) * 255));
  const near = distance(edges(bytes, size, 50, 150), size).map((each) => Math.min(farthest, each));
  const height = equalized(filter(near, size, 1, even).map(Math.floor));
  const lit = filter(height, size, 1, relief).map(byte);
  const light = filter(lit, size, 1, even).map((each, i) => byte(each) * bytes[i]);
  const most = light.reduce((best, each) => Math.max(best, each), 0);
  return light.map((each) => (most > 0 ? each / most : 0));
}

const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));

const sobelX: Kernel = { side: 3, weights: Float32Array.of(-1, 0, 1, -2, 0, 2, -1, 0, 1) };
const sobelY: Kernel = { side: 3, weights: Float32Array.of(-1, -2, -1, 0, 0, 0, 1, 2, 1) };

/**
 * Edges by Canny's detector, 1 on an edge: pixels that are steeper than `high`, and pixels that are steeper than `low` and connected to
 * these.
 */
function edges(image: Float32Array, size: number, low: number, high: number): Uint8Array {
  const [dx, dy] = [filter(image, size, 1, sobelX), filter(image, size, 1, sobelY)];
  const steep = dx.map((each, i) => Math.abs(each) + Math.abs(dy[i]));
  const out = new Uint8Array(image.length);
  const open: number[] = [];
  const candidates = new Uint8Array(image.length);
  for (let at = 0; at < image.length; at++) {
    if (steep[at] <= low || !isRidge(steep, size, at, dx[at], dy[at])) continue;
    candidates[at] = 1;
    if (steep[at] > high) open.push(at);
  }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (out[at] === 1) continue;
    out[at] = 1;
    for (const next of around(at, size)) if (candidates[next] === 1 && out[next] === 0) open.push(next);
  }
  return out;
}

/** Whether a pixel is steeper than its neighbours across the edge, whose direction is one of four. */
function isRidge(steep: Float32Array, size: number, at: number, dx: number, dy: number): boolean {
  const [ax, ay] = [Math.abs(dx), Math.abs(dy)];
  const slope = Math.tan(Math.PI / 8);
  const diagonal = Math.sign(dx) * Math.sign(dy) || 1;
  const [sx, sy] = ay < ax * slope ? [1, 0] : ax < ay * slope ? [0, 1] : [1, diagonal];
  const [x, y] = [at % size, Math.floor(at / size)];
  const value = (px: number, py: number) =>
    px < 0 || py < 0 || px >= size || py >= size ? 0 : steep[py * size + px];
  return steep[at] > value(x - sx, y - sy) && steep[at] >= value(x + sx, y + sy);
}

function* around(at: number, size: number): Generator<number> {
  const [x, y] = [at % size, Math.floor(at / size)];
  for (let py = Math.max(0, y - 1); py <= Math.min(size - 1, y + 1); py++)
    for (let px = Math.max(0, x - 1); px <= Math.min(size - 1, x + 1); px++) yield py * size + px;
}

/** Steps of the 5 x 5 chamfer by which the released code measures distances (Borgefors 1986), upwards and to the left. */
const steps = [
  [-1, 0, 1],
  [0, -1, 1],
  [-1, -1, 1.4],
  [1, -1, 1.4],
  [-2, -1, 2.1969],
  [2, -1, 2.1969],
  [-1, -2, 2.1969],
  [1, -2, 2.1969],
] as const;

/** The approximate distance from each pixel to the nearest edge; very large if there is none. */
function distance(edge: Uint8Array, size: number): Float32Array {
  const out = Float32Array.from(edge, (each) => (each === 1 ? 0 : 1e6));
  const pass = (direction: 1 | -1) => {
    for (let i = 0; i < out.length; i++) {
      const at = direction === 1 ? i : out.length - 1 - i;
      const [x, y] = [at % size, Math.floor(at / size)];
      for (const [dx, dy, cost] of steps) {
        const [px, py] = [x + direction * dx, y + direction * dy];
        if (px < 0 || py < 0 || px >= size || py >= size) continue;
        out[at] = Math.min(out[at], out[py * size + px] + cost);
      }
    }
  };
  pass(1);
  pass(-1);
  return out;
}

/** Equalises the histogram of bytes, so that each level is about as frequent as any other; a uniform image stays as it is. */
function equalized(image: Float32Array): Float32Array {
  const counts = new Uint32Array(256);
  for (const value of image) counts[value]++;
  const first = counts.findIndex((count) => count > 0);
  const others = image.length - counts[first];
  if (others === 0) return image;
  let below = 0;
  const levels = Float32Array.from(counts, (count, level) => {
    if (level > first) below += count;
    return Math.round((below * 255) / others);
  });
  return image.map((value) => levels[value]);
}
