import { Random } from '../../core/numbers/random';
import type { InputNoise } from '../../core/recipe';
import { cutout } from './cutout';
import { photographSize } from './levels';
import type { Apply, OpSet } from './op';
import { scratch } from './scratch';
import { shiftFlip } from './shift-flip';
import { opsOf } from './table';

const opLists: Readonly<Record<OpSet, readonly Apply[]>> = {
  released: [...opsOf('released').values()],
  increasing: [...opsOf('increasing').values()],
};

/**
 * The input noise on one image, in the order of the released code: a photograph (224 pixels and more) is shifted and mirrored
 * before RandAugment, a smaller image after RandAugment and the extra cutout. `src` and `dst` are uint8 `[size, size, 3]` and must not overlap.
 * A function of its arguments alone, so every thread and every resumed run computes the same bytes.
 */
export function augmentImage(
  src: Uint8Array,
  dst: Uint8Array,
  size: number,
  noise: InputNoise,
  seed: number,
): void {
  const random = new Random(seed);
  const move = drawMove(size, noise, random);
  const movesFirst = size >= photographSize;
  if (movesFirst) moved(src, dst, size, move);
  else dst.set(src);
  const { ops, magnitude, set } = noise.randAugment;
  const opList = opLists[set];
  for (let i = 0; i < ops; i++) opList[random.int(opList.length)](dst, size, magnitude, random);
  const side = Math.round(noise.cutout * size);
  if (side > 0) {
    const left = random.int(size) - (side >> 1);
    cutout(dst, size, left, random.int(size) - (side >> 1), side);
  }
  if (!movesFirst && !isStill(move)) {
    const whole = scratch(dst.length).subarray(0, dst.length);
    whole.set(dst);
    moved(whole, dst, size, move);
  }
}

interface Move {
  readonly dx: number;
  readonly dy: number;
  readonly mirror: boolean;
}

function drawMove(size: number, noise: InputNoise, random: Random): Move {
  const reach = Math.round(noise.crop * size);
  const dx = random.int(2 * reach + 1) - reach;
  const dy = random.int(2 * reach + 1) - reach;
  return { dx, dy, mirror: random.next() < 0.5 && noise.flip };
}

const isStill = ({ dx, dy, mirror }: Move) => dx === 0 && dy === 0 && !mirror;

function moved(src: Uint8Array, dst: Uint8Array, size: number, move: Move): void {
  if (isStill(move)) dst.set(src);
  else shiftFlip(src, dst, size, move.dx, move.dy, move.mirror);
}
