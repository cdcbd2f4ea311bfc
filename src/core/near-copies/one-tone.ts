import { greyOf } from './register';
import type { SmallPicture } from './small-picture';

/** How many levels of grey are told apart. */
const levels = 64;
/** The largest deviation, in levels of 255: saving a grey picture as JPEG leaves less. */
const mostDeviation = 3;
/** Keeps the answers, since each picture is compared with many others. */
const known = new WeakMap<SmallPicture, boolean>();

/**
 * Whether a picture has one tone, as grey, sepia and other tinted pictures have: its brightness decides its colours. These then say nothing
 * about the colours of what it shows.
 */
export function hasOneTone(picture: SmallPicture): boolean {
  const before = known.get(picture);
  if (before !== undefined) return before;
  const answer = deviation(picture) <= mostDeviation;
  known.set(picture, answer);
  return answer;
}

/** By how much colours differ from the mean colour of their brightness: root of the mean square over all pixels and colours. */
function deviation(picture: SmallPicture): number {
  const grey = greyOf(picture);
  const [counts, sums, squares] = [levels, levels * 3, levels * 3].map((size) => new Float64Array(size));
  for (const [pixel, value] of grey.entries()) {
    const level = Math.floor((value * levels) / 256);
    counts[level]++;
    for (let colour = 0; colour < 3; colour++) {
      // Within a level brighter pixels have brighter colours, which is no difference of tone.
      const chroma = picture[pixel * 3 + colour] - value;
      sums[level * 3 + colour] += chroma;
      squares[level * 3 + colour] += chroma * chroma;
    }
  }
  let rest = 0;
  for (let at = 0; at < sums.length; at++) {
    const count = counts[Math.floor(at / 3)];
    if (count > 0) rest += squares[at] - sums[at] ** 2 / count;
  }
  return Math.sqrt(Math.max(0, rest) / picture.length);
}
