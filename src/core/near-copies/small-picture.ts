/** A small picture, `[side, side, 3]` sRGB bytes, its shape given up. */
export type SmallPicture = Uint8Array;

/** Side of the small pictures that are compared, in pixels. */
export const smallSide = 64;

/** Sides of the picture from which hashes are made, in pixels: 9 x 8 areas divide it evenly. A small picture is made from it as well. */
export const [lookWidth, lookHeight] = [72, 64] as const;

/** A picture `[lookHeight, lookWidth, channels]` made as narrow as a small one, by lines between its pixels; grey becomes three colours. */
export function smallFromLook(look: Uint8Array, channels: number): SmallPicture {
  const small = new Uint8Array(smallSide * smallSide * 3);
  const scale = lookWidth / smallSide;
  for (let y = 0, to = 0; y < smallSide; y++)
    for (let x = 0; x < smallSide; x++) {
      const place = (x + 0.5) * scale - 0.5;
      const left = Math.floor(place);
      const beside = place - left;
      const from = (y * lookWidth + left) * channels;
      for (let colour = 0; colour < 3; colour++, to++) {
        const at = from + (channels < 3 ? 0 : colour);
        small[to] = Math.round(look[at] * (1 - beside) + look[at + channels] * beside);
      }
    }
  return small;
}
