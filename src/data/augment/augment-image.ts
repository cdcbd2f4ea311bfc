import { Random } from '../../core/numbers/random';
import type { InputNoise } from '../../core/recipe';
import { cutout } from './cutout';
import { type AugmentOp, augmentOpNames, augmentOps, increasingOps } from './ops';
import { shiftFlip } from './shift-flip';

const opLists: Readonly<Record<InputNoise['randAugment']['set'], readonly AugmentOp[]>> = {
  released: augmentOpNames.map((name) => augmentOps[name]),
  increasing: augmentOpNames.map((name) => increasingOps[name]),
};

/**
 * The input noise on one image: shift and mirror, then RandAugment, then the extra cutout; `src` and `dst` are uint8
 * `[size, size, 3]` and must not overlap. A function of its arguments alone, so every thread and every resumed run
 * computes the same bytes.
 */
export function augmentImage(
  src: Uint8Array,
  dst: Uint8Array,
  size: number,
  noise: InputNoise,
  seed: number,
): void {
  const random = new Random(seed);
  const reach = Math.round(noise.crop * size);
  const dx = random.int(2 * reach + 1) - reach;
  const dy = random.int(2 * reach + 1) - reach;
  const mirror = random.next() < 0.5 && noise.flip;
  if (dx === 0 && dy === 0 && !mirror) dst.set(src);
  else shiftFlip(src, dst, size, dx, dy, mirror);
  const { ops, magnitude, set } = noise.randAugment;
  const opList = opLists[set];
  for (let i = 0; i < ops; i++) opList[random.int(opList.length)](dst, size, magnitude, random);
  const side = Math.round(noise.cutout * size);
  if (side > 0) {
    const left = random.int(size) - (side >> 1);
    cutout(dst, size, left, random.int(size) - (side >> 1), side);
  }
}
