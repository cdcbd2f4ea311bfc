/** How many numbers a look has. */
export const lookWidth = 64;
/** The side in pixels of the picture that a look is made of. */
export const lookSide = 20;

const cells = 5;
const cell = lookSide / cells;
const half = lookSide / 2;
const hues = 6;
const greys = 4;
/** Vertical, horizontal and slanting changes of brightness. */
const directions = 3;

/**
 * How much each part counts. A part with little in it, such as the layout of a plain surface, counts less than its weight: it is divided by
 * `least` if its length is below that, so that noise is not taken for structure.
 */
const weights = {
  brightness: { weight: 1, least: 0.3 },
  colour: { weight: 0.8, least: 0.15 },
  shares: { weight: 0.9, least: 1e-6 },
  edges: { weight: 0.7, least: 0.1 },
} as const;

/**
 * The look of a picture `[20, 20, 3]` uint8 RGB: the brightness of its places (5 by 5 cells, 25 numbers), their tints (2 by 2, 8), the
 * shares of its colours (4 greys and 6 hues, dark and light, 16) and of the directions of its edges (each quarter and the middle, 15).
 * Pictures that look alike have looks at a small angle. Made for pools without any model: it captures colours and layout, not objects.
 */
export function lookOf(pixels: Uint8Array): Int8Array {
  const luma = new Float32Array(lookSide * lookSide);
  for (let i = 0, p = 0; i < luma.length; i++, p += 3)
    luma[i] = (0.299 * pixels[p] + 0.587 * pixels[p + 1] + 0.114 * pixels[p + 2]) / 255;
  return quantised([
    ...weighed(brightnessOf(luma), weights.brightness),
    ...weighed(tintsOf(pixels, luma), weights.colour),
    ...weighed(coloursOf(pixels), weights.shares),
    ...weighed(edgesOf(luma), weights.edges),
  ]);
}

/** Scales numbers so that the largest is 127, and rounds them: their direction stays, their length does not. All zeros stay zeros. */
export function quantised(numbers: ArrayLike<number>): Int8Array {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, Math.abs(numbers[i]));
  const scale = largest > 0 ? 127 / largest : 0;
  return Int8Array.from(numbers, (number) => Math.round(number * scale));
}

function weighed(part: Float32Array, { weight, least }: { weight: number; least: number }): Float32Array {
  const scale = weight / Math.max(least, Math.hypot(...part));
  return part.map((number) => number * scale);
}

/** Mean brightness of each cell against that of the picture. */
function brightnessOf(luma: Float32Array): Float32Array {
  const sums = new Float32Array(cells * cells);
  let all = 0;
  for (let i = 0; i < luma.length; i++) {
    const [x, y] = [i % lookSide, Math.floor(i / lookSide)];
    sums[Math.floor(y / cell) * cells + Math.floor(x / cell)] += luma[i] / cell ** 2;
    all += luma[i] / luma.length;
  }
  return sums.map((sum) => sum - all);
}

/** Blueness and redness of each quarter. */
function tintsOf(pixels: Uint8Array, luma: Float32Array): Float32Array {
  const tints = new Float32Array(8);
  for (let i = 0; i < luma.length; i++) {
    const at = 2 * quarterOf(i);
    tints[at] += (0.564 * (pixels[3 * i + 2] / 255 - luma[i])) / half ** 2;
    tints[at + 1] += (0.713 * (pixels[3 * i] / 255 - luma[i])) / half ** 2;
  }
  return tints;
}

const quarterOf = (i: number) => (Math.floor(i / lookSide) >= half ? 2 : 0) + (i % lookSide >= half ? 1 : 0);

/** The square roots of the shares of greys and of hues, so that their angle is that of Hellinger's distance. */
function coloursOf(pixels: Uint8Array): Float32Array {
  const shares = new Float32Array(greys + 2 * hues);
  const total = pixels.length / 3;
  for (let p = 0; p < pixels.length; p += 3) {
    const [red, green, blue] = [pixels[p], pixels[p + 1], pixels[p + 2]];
    const [light, dark] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    const colourful = light === 0 ? 0 : (light - dark) / light;
    spreadOver(shares, 0, greys, ((light + dark) / 510) * (greys - 1), (1 - colourful) / total, false);
    if (light === dark) continue;
    const hue = hueOf(red, green, blue, light, dark);
    const bright = light / 255;
    spreadOver(shares, greys, hues, hue, (colourful * (1 - bright)) / total, true);
    spreadOver(shares, greys + hues, hues, hue, (colourful * bright) / total, true);
  }
  return shares.map(Math.sqrt);
}

/** From 0 (red) over 2 (green) and 4 (blue) to 6. */
function hueOf(red: number, green: number, blue: number, light: number, dark: number): number {
  const range = light - dark;
  if (light === red) return ((green - blue) / range + 6) % 6;
  return light === green ? (blue - red) / range + 2 : (red - green) / range + 4;
}

/** Adds a share to the two of `count` neighbours between which a place lies; the nearer one gets more. */
function spreadOver(
  shares: Float32Array,
  first: number,
  count: number,
  place: number,
  share: number,
  isRound: boolean,
): void {
  const low = Math.floor(place);
  const high = isRound ? (low + 1) % count : Math.min(count - 1, low + 1);
  const rest = place - low;
  shares[first + (low % count)] += share * (1 - rest);
  shares[first + high] += share * rest;
}

/** How much brightness changes from left to right, from top to bottom and aslant, in each quarter and in the middle. */
function edgesOf(luma: Float32Array): Float32Array {
  const sums = new Float32Array(5 * directions);
  for (let y = 1; y < lookSide - 1; y++)
    for (let x = 1; x < lookSide - 1; x++) {
      const i = y * lookSide + x;
      const across = luma[i + 1] - luma[i - 1];
      const down = luma[i + lookSide] - luma[i - lookSide];
      const strength = Math.hypot(across, down) / (2 * half ** 2);
      if (strength === 0) continue;
      // 0 or 1 for upright edges, 0.5 for level ones.
      const turn = Math.abs(Math.atan2(down, across)) / Math.PI;
      const leaning = Math.abs(Math.abs(turn - 0.5) - 0.25) < 0.125;
      const direction = leaning ? 2 : turn > 0.25 && turn < 0.75 ? 1 : 0;
      sums[quarterOf(i) * directions + direction] += strength;
      if (isMiddle(x) && isMiddle(y)) sums[4 * directions + direction] += strength;
    }
  return sums.map(Math.sqrt);
}

const isMiddle = (place: number) => place >= half / 2 && place < lookSide - half / 2;
