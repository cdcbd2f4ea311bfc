import { type Box, drawCrop } from '../../core/noise/resized-crop';
import { Random } from '../../core/numbers/random';
import type { InputNoise } from '../../core/recipe';
import { cropResize } from './crops/crop-resize';
import { shiftFlip } from './crops/shift-flip';
import { cutout } from './geometry/cutout';
import { scratch } from './geometry/scratch';
import { photographSize } from './operation/levels';
import type { Apply, OpSet } from './operation/op';
import { opsOf } from './table';

const opLists: Readonly<Record<OpSet, readonly Apply[]>> = {
  released: [...opsOf('released').values()],
  increasing: [...opsOf('increasing').values()],
};

/**
 * The input noise on one image, in the order of the released code: a random resized crop first; then a photograph (224 pixels and more) is
 * shifted and mirrored before RandAugment, a smaller image after RandAugment and the extra cutout. `src`, uint8 `[side, side, 3]`, may be
 * larger than `dst`, `[size, size, 3]`; they must not overlap. The result depends only on the arguments, so every thread and every resumed
 * run computes the same bytes.
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
  framed(src, dst, size, noise, movesFirst ? move : still, random);
  const { ops, magnitude, set } = noise.randAugment;
  const opList = opLists[set];
  for (let i = 0; i < ops; i++) opList[random.int(opList.length)](dst, size, magnitude, random);
  const side = Math.round(noise.cutout * size);
  if (side > 0) {
    const left = random.int(size) - (side >> 1);
    cutout(dst, size, left, random.int(size) - (side >> 1), side);
  }
  if (!movesFirst && !isStill(move)) movedInPlace(dst, size, move);
}

/**
 * An image without noise, at the network's size: the input of labelling, equal to Pillow's bicubic kernel
 * byte for byte.
 */
export function cleanImage(src: Uint8Array, dst: Uint8Array, size: number): void {
  const side = sideOf(src);
  if (side === size) dst.set(src);
  else cropResize(src, side, whole(side), dst, size, 'bicubic', false);
}

/** Crops, resizes, shifts and mirrors the image. */
function framed(
  src: Uint8Array,
  dst: Uint8Array,
  size: number,
  noise: InputNoise,
  move: Move,
  random: Random,
): void {
  const side = sideOf(src);
  const { cropArea, cropRatio, interpolation } = noise;
  const box =
    cropArea < 1
      ? drawCrop(side, side, { area: [cropArea, 1], ratio: [cropRatio, 1 / cropRatio] }, random)
      : whole(side);
  if (box.width === size && box.height === size && side === size) {
    moved(src, dst, size, move);
    return;
  }
  // Mirroring during the resize costs nothing.
  cropResize(src, side, box, dst, size, interpolation, move.mirror);
  const rest = { ...move, mirror: false };
  if (!isStill(rest)) movedInPlace(dst, size, rest);
}

const sideOf = (image: Uint8Array) => Math.round(Math.sqrt(image.length / 3));
const whole = (side: number): Box => ({ left: 0, top: 0, width: side, height: side });

interface Move {
  readonly dx: number;
  readonly dy: number;
  readonly mirror: boolean;
}

const still: Move = { dx: 0, dy: 0, mirror: false };

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

function movedInPlace(image: Uint8Array, size: number, move: Move): void {
  const before = scratch(image.length).subarray(0, image.length);
  before.set(image);
  moved(before, image, size, move);
}
