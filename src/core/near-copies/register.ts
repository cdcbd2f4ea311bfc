/** A small picture, `[side, side, 3]` sRGB bytes, its shape given up. */
export type SmallPicture = Uint8Array;

/** Side of the small pictures that are compared, in pixels. */
export const smallSide = 64;

/** How one small picture lies on another: position `scale x + shift` in it for `x` in the other, from -1 to 1. */
export interface Placement {
  readonly scaleX: number;
  readonly shiftX: number;
  readonly scaleY: number;
  readonly shiftY: number;
}

const identity: Placement = { scaleX: 1, shiftX: 0, scaleY: 1, shiftY: 0 };

/** Grey values, `[side, side]`, of a small picture at several sides, the smallest first. */
type Pyramid = readonly Float64Array[];

/** Below this correlation of grey values a placement is rejected. */
const leastAlike = 0.9;

/** Rounds of adjusting at each side of the pyramid. */
const rounds = [8, 5, 4] as const;

/**
 * Places `image` on `template` so that their grey values differ least, but for a gain and an offset of brightness: Gauss-Newton from
 * coarse to fine (Lucas and Kanade 1981; the warp is a scale and a shift a side, as cropping makes them). Null where nothing fits.
 */
export function register(template: SmallPicture, image: SmallPicture): Placement | null {
  const [of, on] = [pyramid(image), pyramid(template)];
  let place = identity;
  for (const [level, count] of rounds.entries()) {
    for (let round = 0; round < count; round++) {
      const better = adjusted(on[level], of[level], place);
      if (!better || !isSmall(better)) return null;
      place = better;
    }
    // Most compared pairs are different pictures, which already shows at the smallest size.
    if (correlation(on[level], laid(of[level], place)) < leastAlike) return null;
  }
  return place;
}

/** A copy is cropped by at most this much, and lies within the picture. */
const isSmall = ({ scaleX, scaleY, shiftX, shiftY }: Placement) =>
  Math.max(scaleX, scaleY, 1 / scaleX, 1 / scaleY) < 1.35 &&
  Math.max(Math.abs(shiftX), Math.abs(shiftY)) < 0.35;

function pyramid(picture: SmallPicture): Pyramid {
  const full = greyOf(picture);
  const half = halved(full, smallSide);
  return [halved(half, smallSide / 2), half, full];
}

/** Brightness of `[pixels, 3]` colours. */
export function greyOf(rgb: ArrayLike<number>): Float64Array {
  const grey = new Float64Array(rgb.length / 3);
  for (let i = 0, at = 0; i < grey.length; i++, at += 3)
    grey[i] = 0.299 * rgb[at] + 0.587 * rgb[at + 1] + 0.114 * rgb[at + 2];
  return grey;
}

/** Means of squares of four pixels. */
export function halved(from: Float64Array, side: number): Float64Array {
  const small = side / 2;
  const to = new Float64Array(small * small);
  for (let y = 0; y < small; y++)
    for (let x = 0; x < small; x++) {
      const at = 2 * y * side + 2 * x;
      to[y * small + x] = (from[at] + from[at + 1] + from[at + side] + from[at + side + 1]) / 4;
    }
  return to;
}

/** Parameters: scale and shift across, scale and shift down, gain, offset. */
const unknowns = 6;

/** One step of Gauss-Newton; null where the pictures say nothing of some parameter. */
function adjusted(template: Float64Array, image: Float64Array, place: Placement): Placement | null {
  const side = Math.sqrt(template.length);
  const normal = new Float64Array(unknowns * (unknowns + 1));
  const row = new Float64Array(unknowns + 1);
  const sample = new Float64Array(3);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [u, v] = [(2 * x + 1) / side - 1, (2 * y + 1) / side - 1];
      if (!sampleAt(image, side, place.scaleX * u + place.shiftX, place.scaleY * v + place.shiftY, sample))
        continue;
      const [value, slopeX, slopeY] = sample;
      row[0] = slopeX * u;
      row[1] = slopeX;
      row[2] = slopeY * v;
      row[3] = slopeY;
      row[4] = value;
      row[5] = 1;
      row[6] = template[y * side + x];
      for (let i = 0; i < unknowns; i++)
        for (let j = i; j <= unknowns; j++) normal[i * (unknowns + 1) + j] += row[i] * row[j];
    }
  // The gain multiplies the slopes: solved for as if it were 1 for them, then divided out.
  const solved = solve(normal);
  if (!solved || !(solved[4] > 0.2)) return null;
  const gain = solved[4];
  return {
    scaleX: place.scaleX + solved[0] / gain,
    shiftX: place.shiftX + solved[1] / gain,
    scaleY: place.scaleY + solved[2] / gain,
    shiftY: place.shiftY + solved[3] / gain,
  };
}

/** Value and slopes (a unit is half the side) at a place from -1 to 1, by lines between pixels; false outside. */
function sampleAt(image: Float64Array, side: number, u: number, v: number, out: Float64Array): boolean {
  const [x, y] = [((u + 1) * side - 1) / 2, ((v + 1) * side - 1) / 2];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= side || top + 1 >= side) return false;
  const at = top * side + left;
  const [p, q, r, s] = [image[at], image[at + 1], image[at + side], image[at + side + 1]];
  const [a, b] = [x - left, y - top];
  out[0] = p * (1 - a) * (1 - b) + q * a * (1 - b) + r * (1 - a) * b + s * a * b;
  out[1] = (((q - p) * (1 - b) + (s - r) * b) * side) / 2;
  out[2] = (((r - p) * (1 - a) + (s - q) * a) * side) / 2;
  return true;
}

/** Solves the normal equations, of which the upper half is given, by Cholesky's way; null where they are singular. */
function solve(upper: Float64Array): Float64Array | null {
  const n = unknowns;
  const at = (i: number, j: number) => i * (n + 1) + j;
  for (let i = 0; i < n; i++) {
    const before = upper[at(i, i)];
    for (let k = 0; k < i; k++) upper[at(i, i)] -= upper[at(k, i)] ** 2;
    if (!(upper[at(i, i)] > 1e-9 * before)) return null;
    const root = Math.sqrt(upper[at(i, i)]);
    upper[at(i, i)] = root;
    for (let j = i + 1; j <= n; j++) {
      for (let k = 0; k < i; k++) upper[at(i, j)] -= upper[at(k, i)] * upper[at(k, j)];
      upper[at(i, j)] /= root;
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = upper[at(i, n)];
    for (let j = i + 1; j < n; j++) x[i] -= upper[at(i, j)] * x[j];
    x[i] /= upper[at(i, i)];
  }
  return x;
}

/** Grey values at their positions on the template, `[side, side]`; NaN where there is none. */
function laid(image: Float64Array, place: Placement): Float64Array {
  const side = Math.sqrt(image.length);
  const sample = new Float64Array(3);
  return image.map((_, at) => {
    const [u, v] = [(2 * (at % side) + 1) / side - 1, (2 * Math.floor(at / side) + 1) / side - 1];
    const inside = sampleAt(
      image,
      side,
      place.scaleX * u + place.shiftX,
      place.scaleY * v + place.shiftY,
      sample,
    );
    return inside ? sample[0] : Number.NaN;
  });
}

/**
 * The colours of a picture at their positions on the template, `[side, side, 3]`; NaN where there is none.
 */
export function placedOn(image: SmallPicture, place: Placement): Float64Array {
  const planes = [0, 1, 2].map((c) =>
    laid(
      Float64Array.from({ length: image.length / 3 }, (_, i) => image[i * 3 + c]),
      place,
    ),
  );
  return Float64Array.from({ length: image.length }, (_, i) => planes[i % 3][Math.floor(i / 3)]);
}

/** Grey values minus their mean over 5 x 5 pixels; NaN next to missing values. */
export function fineOf(grey: Float64Array): Float64Array {
  const side = Math.sqrt(grey.length);
  const reach = 2;
  return grey.map((value, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    if (x < reach || y < reach || x >= side - reach || y >= side - reach) return Number.NaN;
    let sum = 0;
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) sum += grey[at + dy * side + dx];
    return value - sum / (2 * reach + 1) ** 2;
  });
}

/** Pearson's correlation over the positions at which both are numbers; 0 where one is constant. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [n, sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i])) continue;
    n++;
    sumA += a[i];
    sumB += b[i];
    squaresA += a[i] * a[i];
    squaresB += b[i] * b[i];
    products += a[i] * b[i];
  }
  const spread = Math.sqrt((squaresA - (sumA * sumA) / n) * (squaresB - (sumB * sumB) / n));
  return spread > 0 ? (products - (sumA * sumB) / n) / spread : 0;
}
