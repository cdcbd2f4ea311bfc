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

/** From which correlation on, and up to which mean difference in grey levels of 255, two pictures without detail are the same one. */
interface PlainLimits {
  readonly least: number;
  readonly most: number;
}
/** Within these limits are, of copies saved as JPEG at a quality of 50, 394 of 400 of Fashion-MNIST and 337 of 400 of CIFAR-10. */
const usualLimits: PlainLimits = { least: 0.99, most: 6 };
/** Among many garments or digits some differ by less than that: of 1.25 million pairs of Fashion-MNIST, 6 by 4.6 to 5.9 levels, and none by these. */
const crowdLimits: PlainLimits = { least: 0.992, most: 4 };
/**
 * A picture without detail is a mirrored copy only if it differs at most this share as much from it as from its own mirrored picture: two
 * pairs of trousers are as like in a mirror as without it.
 */
const mostOfAsymmetry = 0.5;

/** What is compared of two small pictures. */
export interface PicturePair {
  readonly one: SmallPicture;
  readonly other: SmallPicture;
  /** Whether both images are large enough for their details to be compared. */
  readonly detailed: boolean;
  /** Whether many other images look like one of them, so that it is likely that two pictures are alike by chance. */
  readonly crowded: boolean;
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
  const { detailed } = how;
  const limits = how.crowded ? crowdLimits : usualLimits;
  return (
    areSame(one, other, { detailed, isSamePlain: (a, b) => isSamePlain(a, b, limits) }) ||
    (how.mirrored &&
      areSame(one, mirrored(other), { detailed, isSamePlain: (a, b) => isMirroredPlain(a, b, limits) }))
  );
}

/** How two pictures are compared as they lie. */
interface Comparison {
  readonly detailed: boolean;
  /** Compares pictures without detail. */
  readonly isSamePlain: (a: SmallPicture, b: SmallPicture) => boolean;
}

function areSame(a: SmallPicture, b: SmallPicture, how: Comparison): boolean {
  if (!how.detailed) return how.isSamePlain(a, b);
  const first = excess(a, b, how);
  // A part is found in the whole more often than the other way round; what clearly differs one way differs the other way as well.
  return first >= 0 || (!(first < clearlyDifferent) && excess(b, a, how) >= 0);
}

/**
 * By how much the deciding correlation of two pictures that are laid on each other exceeds its limit: that of colours (of brightness if a
 * picture has one tone) if it is too low, otherwise that of details. NaN if no placement with enough overlap is found, or if pictures without
 * detail differ.
 */
function excess(a: SmallPicture, b: SmallPicture, { isSamePlain }: Comparison): number {
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
function isSamePlain(a: SmallPicture, b: SmallPicture, { least, most }: PlainLimits): boolean {
  const [greyA, greyB] = [halfGrey(a), halfGrey(b)];
  return difference(greyA, greyB) <= most && correlation(greyA, greyB) >= least;
}

/** The same for a picture and one that was mirrored: a picture that is symmetric is like many mirrored ones. */
function isMirroredPlain(a: SmallPicture, b: SmallPicture, limits: PlainLimits): boolean {
  if (!isSamePlain(a, b, limits)) return false;
  const grey = halfGrey(a);
  return difference(grey, halfGrey(b)) <= mostOfAsymmetry * difference(grey, halfGrey(mirrored(a)));
}

const halfGrey = (picture: SmallPicture) => halved(greyOf(picture), smallSide);

/** The mean difference of grey values. */
const difference = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

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
