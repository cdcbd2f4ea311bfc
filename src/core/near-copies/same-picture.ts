import { correlation, fineOf, greyOf, halved, placedOn, register } from './register';
import { type SmallPicture, smallSide } from './small-picture';

/**
 * From these correlations on, two pictures are the same: of their colours, and of details finer than a
 * twelfth of the side.
 */
const [leastColour, leastDetail] = [0.95, 0.87];
/** Below its limit by so much, a correlation says that two pictures differ, however one is laid on the other. */
const clearlyDifferent = -0.2;
/** Details weaker than this, in grey levels of 255, are ignored. */
const weakDetail = 1;
/** Share of a picture that lies on the other. */
const leastOverlap = 0.7;
/** Pictures of a smaller side are enlarged before they are compared, and have little detail. */
export const leastPhotoSide = 64;

/** Two pictures without detail are the same one from this correlation and up to this mean difference, in grey levels of 255. */
const [leastPlain, mostDifference] = [0.99, 6];

/** Two small pictures, and whether both images are large enough for their details to be compared. */
export interface PicturePair {
  readonly one: SmallPicture;
  readonly other: SmallPicture;
  readonly detailed: boolean;
}

/**
 * Whether two small pictures are one: saved again, resized, cut by some percent, made brighter or darker. They are laid on each other, then
 * colours and details compared. Pictures with a side below `leastPhotoSide` (`detailed` false) and such without detail have to be equal in
 * place and brightness: digits and garments are alike in all else. The limits are measured on photographs (docs/importing.md).
 */
export function isSamePicture(a: SmallPicture, b: SmallPicture, detailed: boolean): boolean {
  if (!detailed) return isSamePlain(a, b);
  const first = excess(a, b);
  // A part is found in the whole more often than the other way round; what clearly differs one way differs the other way as well.
  return first >= 0 || (!(first < clearlyDifferent) && excess(b, a) >= 0);
}

/** By how much the least significant correlation of two pictures that are laid on each other exceeds its limit; NaN where no place is found. */
function excess(a: SmallPicture, b: SmallPicture): number {
  const place = register(a, b);
  if (!place) return Number.NaN;
  const placed = placedOn(b, place);
  if (shareOf(placed) < leastOverlap) return Number.NaN;
  const colour = correlation(Float64Array.from(a), placed) - leastColour;
  if (colour < 0) return colour;
  const [fineA, fineB] = [fineOf(greyOf(a)), fineOf(greyOf(placed))];
  if (deviation(fineA) < weakDetail || deviation(fineB) < weakDetail)
    return isSamePlain(a, b) ? 0 : Number.NaN;
  return correlation(fineA, fineB) - leastDetail;
}

/** Grey values of half the side, one on the other as they are. */
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

/** Root of the mean square, of the numbers among them. */
function deviation(values: Float64Array): number {
  let [count, squares] = [0, 0];
  for (const value of values)
    if (!Number.isNaN(value)) {
      count++;
      squares += value * value;
    }
  return Math.sqrt(squares / Math.max(1, count));
}
