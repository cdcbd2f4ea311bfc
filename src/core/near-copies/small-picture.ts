import type { Pixels } from './box-shrink';

/** A small picture, `[side, side, 3]` sRGB bytes, whatever the aspect ratio of the original. */
export type SmallPicture = Uint8Array;

/** Side of the small pictures that are compared, in pixels. */
export const smallSide = 64;

/** Sides of the picture from which hashes are made, in pixels: 9 x 8 areas divide it evenly. A small picture is made from it as well. */
export const [lookWidth, lookHeight] = [72, 64] as const;

/**
 * A picture `[height, width, channels]` enlarged to a small one by linear interpolation around its middle, so that a mirrored picture gives
 * the mirrored result; libvips moves what it enlarges by a part of a pixel. Grey becomes three colours.
 */
export function smallFromNarrow({ data, width, height, channels }: Pixels): SmallPicture {
  const [across, down] = [placesIn(width), placesIn(height)];
  const small = new Uint8Array(smallSide * smallSide * 3);
  let to = 0;
  for (const y of down)
    for (const x of across)
      for (let colour = 0; colour < 3; colour++, to++) {
        const at = (row: number, column: number) =>
          data[(row * width + column) * channels + (channels < 3 ? 0 : colour)];
        const above = at(y.near, x.near) * (1 - x.share) + at(y.near, x.far) * x.share;
        const below = at(y.far, x.near) * (1 - x.share) + at(y.far, x.far) * x.share;
        small[to] = Math.round(above * (1 - y.share) + below * y.share);
      }
  return small;
}

/** Where the pixels of a small picture lie along a side: between two pixels, at a share of the way. */
function placesIn(side: number) {
  return Array.from({ length: smallSide }, (_, i) => {
    const at = Math.min(side - 1, Math.max(0, ((i + 0.5) * side) / smallSide - 0.5));
    const near = Math.floor(at);
    return { near, far: Math.min(side - 1, near + 1), share: at - near };
  });
}

/** Where each column of a small picture lies in the wider one: the column before it, and its share of the way to the next, in 256ths. */
const columns = Array.from({ length: smallSide }, (_, x) => ((x + 0.5) * lookWidth) / smallSide - 0.5);
const before = Int32Array.from(columns, Math.floor);
const beside = Int32Array.from(columns, (place) => Math.round((place - Math.floor(place)) * 256));

/** Narrows a picture `[lookHeight, lookWidth, channels]` to a small one by linear interpolation; grey becomes three colours. */
export function smallFromLook(look: Uint8Array, channels: number): SmallPicture {
  const small = new Uint8Array(smallSide * smallSide * 3);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let y = 0, to = 0; y < smallSide; y++)
    for (let x = 0; x < smallSide; x++, to += 3) {
      const left = (y * lookWidth + before[x]) * channels;
      const right = left + channels;
      const [near, far] = [256 - beside[x], beside[x]];
      small[to] = (look[left] * near + look[right] * far + 128) >> 8;
      small[to + 1] = (look[left + green] * near + look[right + green] * far + 128) >> 8;
      small[to + 2] = (look[left + blue] * near + look[right + blue] * far + 128) >> 8;
    }
  return small;
}
