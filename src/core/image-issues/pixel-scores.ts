import { percentile } from '../numbers/percentile';
import type { PixelIssue } from '../vocabulary/image-issues';
import { sharpness } from './sharpness';

/** An image `[height, width, 3]`, uint8 sRGB. */
export interface RgbImage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** From 0, the worst, to 1. */
export type PixelScores = Readonly<Record<PixelIssue, number>>;

/** Longest side in pixels of the picture that is scored: a smaller picture would no longer show a slight blur. */
export const scoredSide = 256;

/**
 * Below these an image has the issue. Those of brightness and information are the defaults of CleanVision 0.3.7; that of sharpness was
 * chosen on photographs and on CIFAR-10: almost no image is below it, and nearly all are after a blur of 3 pixels.
 */
export const pixelLimits: PixelScores = { dark: 0.32, light: 0.05, blurry: 0.4, 'low-information': 0.3 };

const bitsToScore = 0.1;
/** The most pixels that brightness is measured on, in even steps. */
const mostBrightness = 4096;

/**
 * How dark, light, blurred and empty a picture is. Dark: the 99th percentile of brightness; light: 1 less the 5th; low information: the
 * entropy of the three channels in tens of bits; all three as CleanVision 0.3.7 defines them. Blurry: 1 less the blur effect of Crete et
 * al. (2007), as scikit-image defines it: how much of its edges a picture loses when it is blurred once more. CleanVision's own score of
 * blur finds few blurred photographs (docs/trust.md).
 */
export function pixelScores(image: RgbImage): PixelScores {
  const brightness = brightnessOf(image.pixels).sort();
  return {
    dark: percentile(brightness, 0.99),
    light: 1 - percentile(brightness, 0.05),
    blurry: sharpness(greyOf(image.pixels), image),
    'low-information': Math.min(1, bitsToScore * entropyOf(image.pixels)),
  };
}

/** 0 to 1, after "HSP" of Darel Rex Finley. */
function brightnessOf(pixels: Uint8Array): Float64Array {
  const step = Math.ceil(pixels.length / 3 / mostBrightness);
  const out = new Float64Array(Math.ceil(pixels.length / 3 / step));
  for (let i = 0, p = 0; i < out.length; i++, p += 3 * step) {
    const [red, green, blue] = [pixels[p], pixels[p + 1], pixels[p + 2]];
    out[i] = Math.sqrt(0.241 * red * red + 0.691 * green * green + 0.068 * blue * blue) / 255;
  }
  return out;
}

/** Luma of ITU-R 601-2 in whole numbers, rounded as Pillow rounds. */
function greyOf(pixels: Uint8Array): Uint8Array {
  const out = new Uint8Array(pixels.length / 3);
  for (let i = 0, p = 0; i < out.length; i++, p += 3)
    out[i] = (19595 * pixels[p] + 38470 * pixels[p + 1] + 7471 * pixels[p + 2] + 0x8000) >> 16;
  return out;
}

/** The joint entropy of channel and level, in bits. */
function entropyOf(pixels: Uint8Array): number {
  const counts = new Float64Array(3 * 256);
  for (let p = 0; p < pixels.length; p += 3) {
    counts[pixels[p]]++;
    counts[256 + pixels[p + 1]]++;
    counts[512 + pixels[p + 2]]++;
  }
  let bits = 0;
  for (const count of counts) {
    const share = count / pixels.length;
    if (share > 0) bits -= share * Math.log2(share);
  }
  return bits;
}
