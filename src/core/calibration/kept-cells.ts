import type { Random } from '../numbers/random';
import type { Passing } from './in-domain';
import { chanceOf, type RightOdds } from './right-odds';

/** The pool images that an estimate is about, by row. */
export interface KeptImages {
  /** Rows that a student would learn from. */
  readonly isKept: (row: number) => boolean;
  /** The class that a row is used for. */
  readonly classOf: ArrayLike<number>;
  /** Whether a person decided about a row. */
  readonly isDecided: (row: number) => boolean;
  /** Whether a row's score is below the limit that `passing` is about; it may be kept all the same. */
  readonly isFlagged: (row: number) => boolean;
  readonly passing: Passing;
}

/** Bins of log odds. */
export const bins = 64;
const [leastOdds, mostOdds] = [-6, 14];
/** The bin of each log odds. */
export function placesOf(odds: Float32Array): Uint8Array {
  const scale = bins / (mostOdds - leastOdds);
  const places = new Uint8Array(odds.length);
  for (let i = 0; i < odds.length; i++)
    places[i] = Math.min(bins - 1, Math.max(0, Math.floor((odds[i] - leastOdds) * scale)));
  return places;
}

/**
 * The assumptions of one draw: the odds of being right, and how far the truth lies from the first reading
 * towards the second.
 */
export interface Chances {
  readonly model: RightOdds;
  readonly weight: number;
}

/** Images counted by class and bin of log odds. */
interface Group {
  /** The cells that hold images, as `class * bins + place`: a chance is computed for each of them in every draw. */
  readonly cells: Int32Array;
  /** The number of images in each cell, by each of the two readings of `TrustedConfidence.ratios`. */
  readonly images: readonly [Uint32Array, Uint32Array];
}

/** The number of correct images of each class in a group, if all of them belong to some class. */
export function rightOf({ cells, images }: Group, { model, weight }: Chances, random: Random): Float64Array {
  const classes = model.byClass.length;
  const [right, spread, most] = [0, 1, 2].map(() => new Float64Array(classes));
  const [first, second] = images;
  for (let i = 0; i < cells.length; i++) {
    const c = Math.floor(cells[i] / bins);
    const chance = chanceOf(model, c, oddsAt(cells[i] - c * bins));
    const here = (1 - weight) * first[i] + weight * second[i];
    right[c] += here * chance;
    spread[c] += here * chance * (1 - chance);
    most[c] += here;
  }
  // Even if every probability were known, the number of correct images would vary.
  return right.map((sum, c) => Math.min(most[c], Math.max(0, sum + Math.sqrt(spread[c]) * random.normal())));
}

/** The log odds in the middle of a bin. */
export const oddsAt = (place: number) => leastOdds + ((place + 0.5) * (mostOdds - leastOdds)) / bins;

export interface CountedCells {
  readonly kept: number;
  readonly byClass: readonly { kept: number; decided: number; undecidedFlagged: number }[];
  /** The bin of the least confident kept image of each class that no person decided, `[classes]`; the last bin if there is none. */
  readonly leastPlace: Uint8Array;
  /** Undecided images that pass the flag, and those that are flagged. */
  readonly groups: readonly [Group, Group];
}

/** `classes` is the number of the model's classes; a class added later occurs only in decisions of people. */
export function countCells(
  places: readonly [Uint8Array, Uint8Array],
  { isKept, classOf, isDecided, isFlagged }: KeptImages,
  classes: number,
): CountedCells {
  const byClass = Array.from({ length: classes }, none);
  const counts = [0, 1].map(() => places.map(() => new Uint32Array(classes * bins)));
  const leastPlace = new Uint8Array(classes).fill(bins - 1);
  let kept = 0;
  for (let row = 0; row < places[0].length; row++) {
    if (!isKept(row)) continue;
    const c = classOf[row];
    while (byClass.length <= c) byClass.push(none());
    kept++;
    byClass[c].kept++;
    if (isDecided(row)) {
      byClass[c].decided++;
      continue;
    }
    leastPlace[c] = Math.min(leastPlace[c], places[0][row]);
    const flagged = Number(isFlagged(row));
    byClass[c].undecidedFlagged += flagged;
    for (let k = 0; k < places.length; k++) counts[flagged][k][c * bins + places[k][row]]++;
  }
  const [passing, flagged] = counts.map(([first, second]) => filled(first, second));
  return { kept, byClass, leastPlace, groups: [passing, flagged] };
}

const none = () => ({ kept: 0, decided: 0, undecidedFlagged: 0 });

function filled(first: Uint32Array, second: Uint32Array): Group {
  const all = Int32Array.from(first.keys());
  const cells = all.filter((cell) => first[cell] + second[cell] > 0);
  const of = (counts: Uint32Array) => Uint32Array.from(cells, (cell) => counts[cell]);
  return { cells, images: [of(first), of(second)] };
}
