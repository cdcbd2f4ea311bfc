import type { Random } from '../numbers/random';

/** A part of an image in whole pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface CropRange {
  /** Share of the image's area that is kept, from and to. */
  readonly area: readonly [number, number];
  /** Width over height, from and to. */
  readonly ratio: readonly [number, number];
}

const tries = 10;

/**
 * Draws the box of a random resized crop: an area, a ratio (evenly by its logarithm) and a place. After ten boxes that do not fit, the
 * largest centred one of an allowed ratio. As timm's `RandomResizedCropAndInterpolation.get_params`, draw by draw; the released code
 * uses TensorFlow's `sample_distorted_bounding_box` with area 0.08 to 1 and ratio 3/4 to 4/3, which draws the ratio evenly.
 */
export function drawCrop(width: number, height: number, { area, ratio }: CropRange, random: Random): Box {
  const [low, high] = [Math.log(ratio[0]), Math.log(ratio[1])];
  for (let i = 0; i < tries; i++) {
    const pixels = between(area[0], area[1], random) * width * height;
    const shape = Math.exp(between(low, high, random));
    const w = halfEven(Math.sqrt(pixels * shape));
    const h = halfEven(Math.sqrt(pixels / shape));
    if (w < 1 || h < 1 || w > width || h > height) continue;
    const top = random.int(height - h + 1);
    return { left: random.int(width - w + 1), top, width: w, height: h };
  }
  return centred(width, height, ratio);
}

function centred(width: number, height: number, [least, most]: CropRange['ratio']): Box {
  const shape = width / height;
  const w = shape > most ? Math.max(1, halfEven(height * most)) : width;
  const h = shape < least ? Math.max(1, halfEven(width / least)) : height;
  return { left: (width - w) >> 1, top: (height - h) >> 1, width: w, height: h };
}

const between = (from: number, to: number, random: Random) => from + (to - from) * random.next();

/** To the nearest whole number, halves to the even one, as Python rounds. */
function halfEven(value: number): number {
  const whole = Math.round(value);
  return whole - value === 0.5 && whole % 2 !== 0 ? whole - 1 : whole;
}
