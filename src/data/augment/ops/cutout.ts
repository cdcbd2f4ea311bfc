import type { Random } from '../../../core/numbers/random';
import { cutout } from '../geometry/cutout';
import { lengths, share } from '../operation/levels';
import { augmentOp } from '../operation/op';

/** Increasing: at level 10 the half-size is 40/224 of the side, as in the released code at 224 pixels. */
export const cutoutOp = augmentOp(
  'Cutout',
  (image, size, level, random) =>
    cutoutAround(image, size, Math.trunc((level / 10) * lengths(size).cutout), random),
  (image, size, level, random) => cutoutAround(image, size, Math.trunc(share(4 * level, size)), random),
);

/** A grey square of `2 half` pixels around a random centre in the image, clipped at its border. */
function cutoutAround(image: Uint8Array, size: number, half: number, random: Random): void {
  const left = random.int(size) - half;
  cutout(image, size, left, random.int(size) - half, 2 * half);
}
