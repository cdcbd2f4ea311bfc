import { type SmallPicture, smallSide } from './small-picture';

/** How one small picture lies on another: `scale x + shift` is the position in it for the position `x` in the other, both from -1 to 1. */
export interface Placement {
  readonly scaleX: number;
  readonly shiftX: number;
  readonly scaleY: number;
  readonly shiftY: number;
}

const identity: Placement = { scaleX: 1, shiftX: 0, scaleY: 1, shiftY: 0 };

/** Below this correlation of grey values a placement is rejected. */
const leastAlike = 0.9;

/** Rounds of adjusting at each level of the pyramid. */
const rounds = [8, 5, 4] as const;

/**
 * Places `image` on `template` so that their grey values differ least, apart from a gain and an offset of brightness: Gauss-Newton from
 * coarse to fine (Lucas and Kanade 1981; the warp is a scale and a shift for each axis, as cropping makes them). Null if no placement fits.
 */
export function register(template: SmallPicture, image: SmallPicture): Placement | null {
  let place = identity;
  for (const [level, count] of rounds.entries()) {
    const [on, of] = [greyAt(level, template), greyAt(level, image)];
    for (let round = 0; round < count; round++) {
      const better = adjusted(on, of, place);
      if (!better || !isSmall(better)) return null;
      const moved = distance(place, better);
      place = better;
      if (moved < settled) break;
    }
    // Most compared pairs are different pictures, which already shows at the smallest size.
    if (correlation(on, laid(of, place)) < leastAlike) return null;
  }
  return place;
}

/** A placement that moves by less than this has settled: a tenth of a pixel of a small picture. */
const settled = 0.003;

/** The largest change of a parameter. */
const distance = (a: Placement, b: Placement) =>
  Math.max(
    Math.abs(a.scaleX - b.scaleX),
    Math.abs(a.shiftX - b.shiftX),
    Math.abs(a.scaleY - b.scaleY),
    Math.abs(a.shiftY - b.shiftY),
  );

/** A copy is cropped by at most this much, and lies within the picture. */
const isSmall = ({ scaleX, scaleY, shiftX, shiftY }: Placement) =>
  Math.max(scaleX, scaleY, 1 / scaleX, 1 / scaleY) < 1.35 &&
  Math.max(Math.abs(shiftX), Math.abs(shiftY)) < 0.35;

/**
 * Caches the grey values of pictures, which are never changed, at a quarter and at half of the side: each picture is compared with many
 * others, nearly always by these alone.
 */
const coarse = new WeakMap<SmallPicture, readonly [Float64Array, Float64Array]>();

/** Grey values `[side, side]` of a picture at a quarter, half, or the whole of its side. */
function greyAt(level: number, picture: SmallPicture): Float64Array {
  if (level === 2) return greyOf(picture);
  let levels = coarse.get(picture);
  if (!levels) {
    const half = halved(greyOf(picture), smallSide);
    levels = [halved(half, smallSide / 2), half];
    coarse.set(picture, levels);
  }
  return levels[level];
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

/**
 * Where the columns or the rows of the template lie on the image: the pixel before, and the share of the way from there to the next pixel;
 * -1 for a place outside the image. One line for each axis is enough, since a scale and a shift for each axis move whole columns and rows.
 */
interface Line {
  readonly before: Int32Array;
  readonly part: Float64Array;
}

const line = (): Line => ({ before: new Int32Array(smallSide), part: new Float64Array(smallSide) });
/** Buffers that are filled anew for each placement: an import tries millions of them. */
const [columns, rows] = [line(), line()];

function laySide({ before, part }: Line, side: number, scale: number, shift: number): void {
  for (let i = 0; i < side; i++) {
    const at = ((scale * ((2 * i + 1) / side - 1) + shift + 1) * side - 1) / 2;
    const first = Math.floor(at);
    before[i] = first < 0 || first + 1 >= side ? -1 : first;
    part[i] = at - first;
  }
}

function layOut(side: number, { scaleX, shiftX, scaleY, shiftY }: Placement): void {
  laySide(columns, side, scaleX, shiftX);
  laySide(rows, side, scaleY, shiftY);
}

/** One step of Gauss-Newton; null if the pictures do not determine some parameter. */
function adjusted(template: Float64Array, image: Float64Array, place: Placement): Placement | null {
  const side = Math.sqrt(template.length);
  layOut(side, place);
  const solved = solve(normalEquations(template, image, side));
  // The gain multiplies the slopes: the equations are solved as if it were 1 there, then it is divided out.
  if (!solved || !(solved[4] > 0.2)) return null;
  const gain = solved[4];
  return {
    scaleX: place.scaleX + solved[0] / gain,
    shiftX: place.shiftX + solved[1] / gain,
    scaleY: place.scaleY + solved[2] / gain,
    shiftY: place.shiftY + solved[3] / gain,
  };
}

const normal = new Float64Array(unknowns * (unknowns + 1));
/** For one row of the template: the image's values at that height before interpolation between columns, and how they change downwards. */
const [across, downwards] = [new Float64Array(smallSide), new Float64Array(smallSide)];

/**
 * The upper half of the normal equations `[unknowns, unknowns + 1]`, whose last column is the right-hand side, for pictures placed by
 * `layOut`. Values and slopes (a unit is half the side) are interpolated linearly between pixels. The sums are separate variables: in an
 * array they take three times as long. The sums of the vertical scale follow from those of the vertical shift, since a row has one height.
 * The returned array is valid until the next call.
 */
function normalEquations(template: Float64Array, image: Float64Array, side: number): Float64Array {
  const half = side / 2;
  let [aa, ab, ac, ad, av, a1, at] = [0, 0, 0, 0, 0, 0, 0];
  let [bb, bc, bd, bv, b1, bt] = [0, 0, 0, 0, 0, 0];
  let [cc, cd, cv, c1, ct] = [0, 0, 0, 0, 0];
  let [dd, dv, d1, dt] = [0, 0, 0, 0];
  let [vv, v1, vt, n, t1] = [0, 0, 0, 0, 0];
  // Four numbers are well determined by every second row of the largest picture.
  for (let y = 0; y < side; y += side === smallSide ? 2 : 1) {
    const top = rows.before[y];
    if (top < 0) continue;
    const below = rows.part[y];
    const down = (2 * y + 1) / side - 1;
    for (let x = 0, from = top * side; x < side; x++, from++) {
      downwards[x] = image[from + side] - image[from];
      across[x] = image[from] + downwards[x] * below;
    }
    let [rowAd, rowBd, rowDd, rowDv, rowD1, rowDt] = [0, 0, 0, 0, 0, 0];
    for (let x = 0; x < side; x++) {
      const left = columns.before[x];
      if (left < 0) continue;
      const beside = columns.part[x];
      const step = across[left + 1] - across[left];
      const v = across[left] + step * beside;
      const b = step * half;
      const d = (downwards[left] + (downwards[left + 1] - downwards[left]) * beside) * half;
      const a = b * ((2 * x + 1) / side - 1);
      const t = template[y * side + x];
      aa += a * a;
      ab += a * b;
      av += a * v;
      a1 += a;
      at += a * t;
      bb += b * b;
      bv += b * v;
      b1 += b;
      bt += b * t;
      rowAd += a * d;
      rowBd += b * d;
      rowDd += d * d;
      rowDv += d * v;
      rowD1 += d;
      rowDt += d * t;
      vv += v * v;
      v1 += v;
      vt += v * t;
      n += 1;
      t1 += t;
    }
    ac += rowAd * down;
    ad += rowAd;
    bc += rowBd * down;
    bd += rowBd;
    cc += rowDd * down * down;
    cd += rowDd * down;
    cv += rowDv * down;
    c1 += rowD1 * down;
    ct += rowDt * down;
    dd += rowDd;
    dv += rowDv;
    d1 += rowD1;
    dt += rowDt;
  }
  put(0, [aa, ab, ac, ad, av, a1, at]);
  put(1, [bb, bc, bd, bv, b1, bt]);
  put(2, [cc, cd, cv, c1, ct]);
  put(3, [dd, dv, d1, dt]);
  put(4, [vv, v1, vt]);
  put(5, [n, t1]);
  return normal;
}

/** A row of the upper half, from the diagonal on. */
const put = (row: number, values: readonly number[]) => normal.set(values, row * (unknowns + 1) + row);

/** Solves the normal equations, of which the upper half is given, by Cholesky decomposition; null if they are singular. */
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
  layOut(side, place);
  const on = new Float64Array(image.length);
  layPlane(image, side, 1, 0, on);
  return on;
}

/** The colours of a picture at their positions on the template, `[side, side, 3]`; NaN where there is none. */
export function placedOn(image: SmallPicture, place: Placement): Float64Array {
  const side = Math.sqrt(image.length / 3);
  layOut(side, place);
  const on = new Float64Array(image.length);
  for (let colour = 0; colour < 3; colour++) layPlane(image, side, 3, colour, on);
  return on;
}

/** Fills one plane of `[side, side, step]` values, at the positions that `layOut` computed. */
function layPlane(
  image: ArrayLike<number>,
  side: number,
  step: number,
  plane: number,
  on: Float64Array,
): void {
  for (let y = 0, to = plane; y < side; y++) {
    const [top, below] = [rows.before[y], rows.part[y]];
    for (let x = 0; x < side; x++, to += step) {
      const [left, beside] = [columns.before[x], columns.part[x]];
      if (top < 0 || left < 0) {
        on[to] = Number.NaN;
        continue;
      }
      const from = (top * side + left) * step + plane;
      const under = from + side * step;
      on[to] =
        image[from] * (1 - beside) * (1 - below) +
        image[from + step] * beside * (1 - below) +
        image[under] * (1 - beside) * below +
        image[under + step] * beside * below;
    }
  }
}

/** Grey values minus their mean over 5 x 5 pixels; NaN next to missing values. */
export function fineOf(grey: Float64Array): Float64Array {
  const side = Math.sqrt(grey.length);
  const reach = 2;
  const count = (2 * reach + 1) ** 2;
  const fine = new Float64Array(grey.length).fill(Number.NaN);
  // The sums of five pixels above each other, then of five such sums beside each other.
  const sums = new Float64Array(side);
  for (let y = reach; y < side - reach; y++) {
    for (let x = 0, from = (y - reach) * side; x < side; x++, from++)
      sums[x] =
        grey[from] +
        grey[from + side] +
        grey[from + 2 * side] +
        grey[from + 3 * side] +
        grey[from + 4 * side];
    for (let x = reach; x < side - reach; x++) {
      const sum = sums[x - 2] + sums[x - 1] + sums[x] + sums[x + 1] + sums[x + 2];
      fine[y * side + x] = grey[y * side + x] - sum / count;
    }
  }
  return fine;
}

/** Pearson's correlation over the positions at which both are numbers; 0 where one is constant. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let [n, sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i], b[i]];
    const product = one * other;
    // One of them is NaN.
    if (Number.isNaN(product)) continue;
    n++;
    sumA += one;
    sumB += other;
    squaresA += one * one;
    squaresB += other * other;
    products += product;
  }
  const spread = Math.sqrt((squaresA - (sumA * sumA) / n) * (squaresB - (sumB * sumB) / n));
  return spread > 0 ? (products - (sumA * sumB) / n) / spread : 0;
}
