import { type SmallPicture, smallSide } from './small-picture';

/** Keeps the mirrored pictures, which are never changed: each picture is compared with many others. */
const kept = new WeakMap<SmallPicture, SmallPicture>();

/** A small picture with left and right exchanged. */
export function mirrored(picture: SmallPicture): SmallPicture {
  const known = kept.get(picture);
  if (known) return known;
  const turned = new Uint8Array(picture.length);
  for (let row = 0; row < picture.length; row += smallSide * 3)
    for (let from = row, to = row + (smallSide - 1) * 3; from < row + smallSide * 3; from += 3, to -= 3)
      for (let colour = 0; colour < 3; colour++) turned[to + colour] = picture[from + colour];
  kept.set(picture, turned);
  return turned;
}
