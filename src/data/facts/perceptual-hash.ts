import type { Sharp } from 'sharp';
import { boxShrunk } from '../../core/near-copies/box-shrink';
import {
  lookHeight,
  lookWidth,
  type SmallPicture,
  smallFromLook,
} from '../../core/near-copies/small-picture';
import { onWhite } from '../decode/pixels/image-source';

/**
 * Images up to this many pixels are averaged here, because setting up a resize in libvips takes longer than
 * decoding them.
 */
const smallPixels = 128 * 128;
/** Images up to this many pixels are shrunk here, for the same reason; larger ones would keep the thread too long. */
const averagedPixels = 256 * 256;

/** Sides in pixels, upright. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Compact facts about a picture's appearance. */
export interface Look {
  /** 64-bit difference hash as 16 hex digits. */
  readonly perceptualHash: string;
  /**
   * Hashes of other forms of the picture, concatenated: of the parts that remain after cropping some per cent
   * (not for an image with a side below 64 pixels), and of the mirrored picture.
   */
  readonly cropHashes: string;
  /** Whether the image is of one colour. */
  readonly flat: boolean;
  /**
   * The small picture by whose pixels near duplicates are compared; null for a picture that is decoded again
   * just as quickly.
   */
  readonly small: SmallPicture | null;
}

/**
 * Divides the image into 9 x 8 grey areas and sets a bit for each pair of neighbours in a row, 1 where the
 * right one is brighter: similar pictures differ in few bits whatever their size and format. Decodes the
 * whole image, whose header says `size`.
 */
export async function lookOf(image: Sharp, size: Size): Promise<Look> {
  const isWhole = staysWhole(size);
  const { data, info } = await (isWhole ? wholePixels(image) : shrunkToLook(image, size));
  const areas = greyAreas(data, info);
  return {
    perceptualHash: hashOf(areas),
    cropHashes:
      (Math.min(info.width, info.height) < leastCropped ? '' : cropHashesOf(data, info)) +
      hashOf(greyAreas(data, info, true)),
    flat: isFlat(data, info.channels),
    small: isWhole ? null : smallFromLook(data, info.channels),
  };
}

/** Whether an image is examined as it is, without being shrunk. */
export const staysWhole = ({ width, height }: Size) => width * height <= smallPixels;

/** The small picture of a larger image, as `lookOf` returns it. */
export async function smallFromShrunk(image: Sharp, size: Size): Promise<SmallPicture> {
  const { data, info } = await shrunkToLook(image, size);
  return smallFromLook(data, info.channels);
}

/** The picture `[lookHeight, lookWidth]` from which hashes and small pictures are made. */
async function shrunkToLook(image: Sharp, { width, height }: Size) {
  const upright = onWhite(image.autoOrient());
  const isQuicklyAveraged = width * height <= averagedPixels && width >= lookWidth && height >= lookHeight;
  if (!isQuicklyAveraged)
    return bytesOf(upright.resize(lookWidth, lookHeight, { fit: 'fill', kernel: 'cubic' }));
  const { data, info } = await bytesOf(upright);
  const look = { width: lookWidth, height: lookHeight };
  return { data: boxShrunk({ data, ...info }, look), info: { ...look, channels: info.channels } };
}

/** All pixels of a picture, upright, on white. */
export const wholePixels = (image: Sharp) => bytesOf(onWhite(image.autoOrient()));

const bytesOf = (image: Sharp) =>
  image.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });

/** One bit for each pair of neighbours in the rows of `[8, 9]` areas. */
function hashOf(areas: ArrayLike<number>): string {
  let hash = '';
  for (let y = 0; y < 8; y++) {
    let bits = 0;
    for (let at = y * 9; at < y * 9 + 8; at++) bits = bits * 2 + (areas[at + 1] > areas[at] ? 1 : 0);
    hash += bits.toString(16).padStart(2, '0');
  }
  return hash;
}

const leastCropped = 64;

/**
 * Parts of a picture as left edge, top edge and size, in shares of its sides: what remains after cropping 5 %
 * from two sides, and 5 or 10 % all around. A copy cropped by up to a tenth is within 8 bits of one of them
 * (measured: 97 of 100 photographs).
 */
const cropWindows: readonly (readonly [left: number, top: number, size: number])[] = [
  [0, 0, 0.95],
  [0.05, 0, 0.95],
  [0, 0.05, 0.95],
  [0.05, 0.05, 0.95],
  [0.025, 0.025, 0.95],
  [0.05, 0.05, 0.9],
];

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function cropHashesOf(data: Uint8Array, shape: Shape): string {
  const sums = brightnessSums(data, shape);
  const corners = new Float64Array(9 * 10);
  const areas = new Float64Array(8 * 9);
  let hashes = '';
  for (const [left, top, size] of cropWindows) {
    for (let row = 0, at = 0; row <= 8; row++)
      for (let column = 0; column <= 9; column++, at++)
        corners[at] = sumBefore(
          sums,
          shape,
          (left + (size * column) / 9) * shape.width,
          (top + (size * row) / 8) * shape.height,
        );
    // Rounded, so that areas of equal brightness do not differ in the last digit of a sum. All areas have
    // the same size.
    for (let y = 0, at = 0; y < 8; y++)
      for (let x = 0; x < 9; x++, at++) {
        const corner = y * 10 + x;
        const sum = corners[corner + 11] - corners[corner + 10] - corners[corner + 1] + corners[corner];
        areas[at] = Math.round((sum * 72) / (size * size * shape.width * shape.height));
      }
    hashes += hashOf(areas);
  }
  return hashes;
}

/** The sum of all pixels left of and above each corner, `[height + 1, width + 1]`, times 1,000. */
function brightnessSums(data: Uint8Array, { width, height, channels }: Shape): Float64Array {
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0, at = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++, at += channels) {
      row += data[at] * 299 + data[at + green] * 587 + data[at + blue] * 114;
      const place = (y + 1) * (width + 1) + x + 1;
      sums[place] = sums[place - width - 1] + row;
    }
  }
  return sums;
}

/** The same sum for a corner that lies between pixels (interpolated). */
function sumBefore(sums: Float64Array, { width, height }: Shape, x: number, y: number): number {
  const [left, top] = [Math.min(width - 1, Math.floor(x)), Math.min(height - 1, Math.floor(y))];
  const [a, b] = [x - left, y - top];
  const at = top * (width + 1) + left;
  const below = at + width + 1;
  return (
    (sums[at] * (1 - a) + sums[at + 1] * a) * (1 - b) + (sums[below] * (1 - a) + sums[below + 1] * a) * b
  );
}

/** Whether all pixels have one colour; stops at the first pixel of another colour. */
function isFlat(data: Uint8Array, channels: number): boolean {
  for (let at = channels; at < data.length; at++) if (data[at] !== data[at - channels]) return false;
  return true;
}

/**
 * Mean brightness of 9 x 8 areas, `[8, 9]`, times 1,000 as integers, so that equal areas do not differ by
 * rounding; those of the mirrored picture if `mirrored` is true. Its hash cannot be made from that of the
 * picture: in both, areas of equal brightness have a 0, and the areas of a narrow picture differ in width.
 */
function greyAreas(data: Uint8Array, { width, height, channels }: Shape, mirrored = false): Int32Array {
  const areas = new Int32Array(72);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let y = 0; y < 8; y++) {
    const [top, bottom] = span(y, 8, height);
    for (let x = 0; x < 9; x++) {
      const [begin, end] = span(x, 9, width);
      const [left, right] = mirrored ? [width - end, width - begin] : [begin, end];
      let sum = 0;
      for (let row = top; row < bottom; row++)
        for (let at = (row * width + left) * channels; at < (row * width + right) * channels; at += channels)
          sum += data[at] * 299 + data[at + green] * 587 + data[at + blue] * 114;
      areas[y * 9 + x] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return areas;
}

/** Pixels [from, to) of one of `parts` areas along a side, at least one. */
function span(part: number, parts: number, side: number): [from: number, to: number] {
  const from = Math.floor((part * side) / parts);
  return [from, Math.max(from + 1, Math.floor(((part + 1) * side) / parts))];
}

/** How many of the 64 bits of two perceptual hashes differ; up to about 5 mean the same picture. */
export function hashDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing &= differing - 1n) count++;
  return count;
}
