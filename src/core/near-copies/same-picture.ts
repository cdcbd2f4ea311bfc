import {
  correlation,
  fineOf,
  greyOf,
  halved,
  placedOn,
  register,
  type SmallPicture,
  smallSide,
} from './register';

/**
 * From these correlations on, two pictures are the same: of their colours, and of details finer than a
 * twelfth of the side.
 */
const [leastColour, leastDetail] = [0.95, 0.87];
/** Details weaker than this, in grey levels of 255, are ignored. */
const weakDetail = 1;
/** Share of a picture that lies on the other. */
const leastOverlap = 0.7;
/** Pictures of a smaller side are enlarged before they are compared, and have little detail. */
export const leastPhotoSide = 64;

/** Two pictures without detail are the same one from this correlation and up to this mean difference, in grey levels of 255. */
const [leastPlain, mostDifference] = [0.99, 6];

/**
 * Whether two small pictures are one: saved again, resized, cut by some percent, made brighter or darker. They are laid on each other, then
 * colours and details compared. Pictures with a side below `leastPhotoSide` (`detailed` false) and such without detail have to be equal in
 * place and brightness: digits and garments are alike in all else. The limits are measured on photographs (docs/importing.md).
 */
export function isSamePicture(a: SmallPicture, b: SmallPicture, detailed: boolean): boolean {
  if (!detailed) return isSamePlain(a, b);
  // A part is found in the whole more often than the other way round, so both are tried.
  return isLaidOn(a, b) || isLaidOn(b, a);
}

function isLaidOn(a: SmallPicture, b: SmallPicture): boolean {
  const place = register(a, b);
  if (!place) return false;
  const placed = placedOn(b, place);
  const onIt = placed.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0) / placed.length;
  if (onIt < leastOverlap || correlation(a, placed) < leastColour) return false;
  const [fineA, fineB] = [fineOf(greyOf(a)), fineOf(greyOf(placed))];
  if (deviation(fineA) < weakDetail || deviation(fineB) < weakDetail) return isSamePlain(a, b);
  return correlation(fineA, fineB) >= leastDetail;
}

/** Grey values of half the side, one on the other as they are. */
function isSamePlain(a: SmallPicture, b: SmallPicture): boolean {
  const [greyA, greyB] = [halved(greyOf(a), smallSide), halved(greyOf(b), smallSide)];
  const difference = greyA.reduce((sum, value, i) => sum + Math.abs(value - greyB[i]), 0) / greyA.length;
  return difference <= mostDifference && correlation(greyA, greyB) >= leastPlain;
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
