import { mirrored } from './mirror';
import { hasOneTone } from './one-tone';
import { correlation, fineOf, greyOf, halved, placedOn, register } from './register';
import { equallyColourful } from './saturation';
import { type SmallPicture, smallSide } from './small-picture';

/**
 * From these correlations on, two pictures are the same: of their colours, and of details finer than a
 * twelfth of the side.
 */
const [leastColour, leastDetail] = [0.95, 0.87];
/** If a correlation is below its limit by this much, two pictures differ, whichever is laid on the other. */
const clearlyDifferent = -0.2;
/** Details weaker than this, in grey levels of 255, are ignored. */
const weakDetail = 1;
/** The least share of a picture that has to lie on the other. */
const leastOverlap = 0.7;
/** Pictures of a smaller side are enlarged before they are compared, and have little detail. */
export const leastPhotoSide = 64;

/** Two pictures without detail are the same one from this correlation and up to this mean difference, in grey levels of 255. */
const [leastPlain, mostDifference] = [0.99, 6];

/** What is compared of two small pictures. */
export interface PicturePair {
  readonly one: SmallPicture;
  readonly other: SmallPicture;
  /** Whether both images are large enough for their details to be compared. */
  readonly detailed: boolean;
  /** Whether one may be the other with left and right exchanged; not if they have different labels (an arrow to the left, and one to the right). */
  readonly mirrored: boolean;
}

/**
 * Whether two small pictures are the same picture: saved again, resized, cropped by a few per cent, made brighter or darker, without its
 * colours or in one tone, mirrored. They are laid on each other, then their colours and details are compared. Pictures with a side below
 * `leastPhotoSide` (`detailed` false) and pictures without detail have to be equal in place and brightness, since digits and garments are
 * alike in everything else. The limits are measured on photographs (docs/importing.md).
 */
export function isSamePicture({ one, other, ...how }: PicturePair): boolean {
  return (
    isSameUpright(one, other, how.detailed) ||
    (how.mirrored && isSameUpright(one, mirrored(other), how.detailed))
  );
}

function isSameUpright(a: SmallPicture, b: SmallPicture, detailed: boolean): boolean {
  if (!detailed) return isSamePlain(a, b);
  const first = excess(a, b);
  // A part is found in the whole more often than the other way round; what clearly differs one way differs the other way as well.
  return first >= 0 || (!(first < clearlyDifferent) && excess(b, a) >= 0);
}

/**
 * By how much the deciding correlation of two pictures that are laid on each other exceeds its limit: that of colours (of brightness if a
 * picture has one tone) if it is too low, otherwise that of details. NaN if no placement with enough overlap is found, or if pictures without
 * detail differ.
 */
function excess(a: SmallPicture, b: SmallPicture): number {
  const place = register(a, b);
  if (!place) return Number.NaN;
  const placed = placedOn(b, place);
  if (shareOf(placed) < leastOverlap) return Number.NaN;
  const [greyA, greyB] = [greyOf(a), greyOf(placed)];
  // A copy without colours differs from its original in all of them.
  const isTinted = hasOneTone(a) || hasOneTone(b);
  const alike = isTinted ? correlation(greyA, greyB) : correlation(...equallyColourful(a, placed));
  if (alike < leastColour) return alike - leastColour;
  const [fineA, fineB] = [fineOf(greyA), fineOf(greyB)];
  if (deviation(fineA) < weakDetail || deviation(fineB) < weakDetail)
    return isSamePlain(a, b) ? 0 : Number.NaN;
  return correlation(fineA, fineB) - leastDetail;
}

/** Compares the grey values at half the side, without moving the pictures. */
function isSamePlain(a: SmallPicture, b: SmallPicture): boolean {
  const [greyA, greyB] = [halved(greyOf(a), smallSide), halved(greyOf(b), smallSide)];
  const difference = greyA.reduce((sum, value, i) => sum + Math.abs(value - greyB[i]), 0) / greyA.length;
  return difference <= mostDifference && correlation(greyA, greyB) >= leastPlain;
}

/** The share of the values that are numbers. */
function shareOf(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  return count / values.length;
}

/** Root of the mean square of the values that are numbers. */
function deviation(values: Float64Array): number {
  let [count, squares] = [0, 0];
  for (const value of values)
    if (!Number.isNaN(value)) {
      count++;
      squares += value * value;
    }
  return Math.sqrt(squares / Math.max(1, count));
}
