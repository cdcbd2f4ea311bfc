import type { Sharp } from 'sharp';
import { onWhite } from './image-source';

/** Images up to this many pixels are averaged here: libvips takes longer to set a resize up than to decode them. */
const smallPixels = 128 * 128;

/** How a picture looks, in few bits. */
export interface Look {
  /** 64-bit difference hash as 16 hex digits. */
  readonly perceptualHash: string;
  /** Whether all of it is one colour. */
  readonly flat: boolean;
}

/**
 * Takes the image as 9 x 8 grey areas, a bit of the hash for each pair of neighbours in a row, 1 where the right one is brighter:
 * alike pictures differ in few bits whatever their size and format. Decodes the whole image, of which `pixels` are promised.
 */
export async function lookOf(image: Sharp, pixels: number): Promise<Look> {
  const upright = onWhite(image.autoOrient());
  const shrunk = pixels <= smallPixels ? upright : upright.resize(72, 64, { fit: 'fill', kernel: 'cubic' });
  const { data, info } = await shrunk
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const areas = greyAreas(data, info.width, info.height, info.channels);
  let hash = '';
  for (let y = 0; y < 8; y++) {
    let bits = 0;
    for (let at = y * 9; at < y * 9 + 8; at++) bits = bits * 2 + (areas[at + 1] > areas[at] ? 1 : 0);
    hash += bits.toString(16).padStart(2, '0');
  }
  return { perceptualHash: hash, flat: isFlat(data, info.channels) };
}

/** Ends with the first pixel of another colour, which is soon met. */
function isFlat(data: Uint8Array, channels: number): boolean {
  for (let at = channels; at < data.length; at++) if (data[at] !== data[at - channels]) return false;
  return true;
}

/** Mean brightness of 9 x 8 areas, `[8, 9]`, times 1,000 in whole numbers: equal areas must not differ by rounding. */
function greyAreas(data: Uint8Array, width: number, height: number, channels: number): Int32Array {
  const areas = new Int32Array(72);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let y = 0; y < 8; y++) {
    const [top, bottom] = span(y, 8, height);
    for (let x = 0; x < 9; x++) {
      const [left, right] = span(x, 9, width);
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

/** In how many of 64 bits two perceptual hashes differ; up to about 5 is the same picture. */
export function hashDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing &= differing - 1n) count++;
  return count;
}
