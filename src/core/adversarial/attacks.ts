import { Random } from '../numbers/random';

/** The largest value of a pixel. */
const white = 255;

/** For pixels `[n, size]` of images, 0 to 255, the gradient of each image's loss at its true label, `[n, size]`. */
export type GradientOf = (pixels: Float32Array) => Float32Array | Promise<Float32Array>;

export interface PgdSettings {
  /** The largest allowed change of a pixel, in levels of 0 to 255. */
  readonly epsilon: number;
  readonly steps: number;
  /** The change of a pixel in one step, in levels of 0 to 255. */
  readonly stepSize: number;
}

export interface AttackedImages {
  /** `[n, size]`, 0 to 255. */
  readonly pixels: Uint8Array;
  /** How many numbers an image has. */
  readonly size: number;
  /**
   * sha-256 of the image files, `[n, 32]`, which seeds the random start: an image starts at the same point for every model, whichever other
   * images are attacked.
   */
  readonly hashes: Uint8Array;
}

/**
 * Uses steps of 2.5 ε / `steps`, like Madry et al. 2018 when they vary ε: any side of the ball can then be reached from any start in it,
 * whatever ε is.
 */
export function pgdOf(epsilon: number, steps: number): PgdSettings {
  return { epsilon, steps, stepSize: (2.5 * epsilon) / steps };
}

/**
 * The fast gradient sign method (Goodfellow et al. 2015, section 4): x + ε sign(∇), clipped to valid pixels. `gradient` is that of the loss
 * at `pixels`; both are `[n, size]`.
 */
export function fgsm(pixels: Uint8Array, gradient: Float32Array, epsilon: number): Float32Array {
  return Float32Array.from(pixels, (value, i) => clip(value + epsilon * Math.sign(gradient[i]), 0, white));
}

/**
 * Projected gradient descent (Madry et al. 2018): starts at a random point of the ball of allowed changes and takes steps along the sign of
 * the gradient, after each of which the pixels are projected back into the ball and clipped to valid levels.
 */
export async function pgd(
  images: AttackedImages,
  gradientOf: GradientOf,
  { epsilon, steps, stepSize }: PgdSettings,
): Promise<Float32Array> {
  const { pixels } = images;
  const attacked = started(images, epsilon);
  for (let step = 0; step < steps; step++) {
    const gradient = await gradientOf(attacked);
    for (let i = 0; i < attacked.length; i++) {
      const moved = attacked[i] + stepSize * Math.sign(gradient[i]);
      attacked[i] = inBall(moved, pixels[i], epsilon);
    }
  }
  return attacked;
}

/** A random point of each image's ball, seeded by the hash of the image file. */
function started({ pixels, size, hashes }: AttackedImages, epsilon: number): Float32Array {
  const start = new Float32Array(pixels.length);
  const words = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  for (let image = 0; image * size < pixels.length; image++) {
    const random = new Random(...[0, 4, 8].map((at) => words.getUint32(32 * image + at)));
    for (let i = image * size; i < (image + 1) * size; i++)
      start[i] = inBall(pixels[i] + epsilon * (2 * random.next() - 1), pixels[i], epsilon);
  }
  return start;
}

const clip = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

const inBall = (value: number, centre: number, epsilon: number) =>
  clip(value, Math.max(0, centre - epsilon), Math.min(white, centre + epsilon));
