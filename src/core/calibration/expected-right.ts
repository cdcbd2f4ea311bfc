import { Random } from '../numbers/random';
import { poolShares } from './class-shares';
import { drawInDomain, type Passing } from './in-domain';
import { logOdds, type Reading, tempered } from './odds';
import { chanceOf, type JudgedImages, RightModel, type RightOdds } from './right-odds';
import { fitTemperature, type LabelledProbabilities } from './temperature';

/** A share with the interval that it lies in 19 times of 20, 0 to 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** How many of the kept pseudo-labels are right, as far as held-out labelled images can tell. */
export interface ExpectedRight extends Share {
  /** Kept images, those that a person decided about among them; these count as right. */
  readonly kept: number;
  readonly decided: number;
  /** Held-out labelled images that this follows from. */
  readonly heldOut: number;
  /** Share of the kept images that belong to some class at all. */
  readonly inDomain: number;
  /** What the confidences had to be divided by to be right as often as they say. */
  readonly temperature: number;
  /** By position, of classes that have kept images. */
  readonly byClass: readonly (Share & { readonly classIndex: number; readonly kept: number })[];
}

/** What is asked about: images of the pool by row. */
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

const bins = 64;
const [leastOdds, mostOdds] = [-6, 14];
const draws = 400;
/** Chances that are worked out for one answer, at most. */
const mostChances = 8e6;
/** What a held-out image counts that is less sure than all that is kept. */
const weightOfOthers = 0.1;
/** Standard deviation, in log odds, of the accuracy of fits on as many other images, times the root of their number: 0.4 at 40 images. */
const spreadOfFits = 2.5;
/** Standard deviation of log T that is believed before an image is seen: networks are rarely more than e times too sure. */
const temperaturePrior = 1;

/** What held-out images teach about a model's confidences; a pool is then read by it. */
export class TrustedConfidence {
  readonly temperature: number;
  readonly heldOut: number;
  readonly classes: number;
  readonly #judged: JudgedImages;
  readonly #places: Uint8Array;
  /** Mean of the held-out images' distributions at the temperature, with one image of evenly likely classes, `[classes]`. */
  readonly #before: Float64Array;
  /** Of all held-out images alike. */
  readonly #overall: RightModel;

  /** `folds` where each of the images was judged by a model that was fitted on the other folds, and not by the model itself. */
  constructor(
    heldOut: LabelledProbabilities,
    predicted: ArrayLike<number>,
    private readonly folds: number | null = null,
  ) {
    const { probabilities, classes, labels } = heldOut;
    this.classes = classes;
    this.heldOut = labels.length;
    this.temperature = fitTemperature(heldOut, temperaturePrior);
    const reading = { temperature: this.temperature, ratio: null };
    const odds = logOdds(probabilities, classes, predicted, reading);
    const right = Uint8Array.from(labels, (label, i) => Number(label === predicted[i]));
    this.#judged = { odds, predicted, right, classes };
    this.#places = TrustedConfidence.binsOf(odds);
    this.#before = meanOf(tempered(probabilities, classes, this.temperature), classes);
    this.#overall = new RightModel(this.#judged);
  }

  /**
   * The readings between which the truth is taken to lie: classes as frequent as the model takes them to be among held-out images, and as frequent as
   * its distributions of the pool say, `sample` `[images, classes]` of them. A pool that is like the held-out images gives the same reading twice.
   */
  readings(sample: Float32Array): readonly [Reading, Reading] {
    const { temperature, classes } = this;
    const shares = poolShares(tempered(sample, classes, temperature), this.#before, this.heldOut);
    const ratio = shares.map((share, c) => share / this.#before[c]);
    return [
      { temperature, ratio: null },
      { temperature, ratio },
    ];
  }

  /** The chance that an image is right, by its class and its place among the log odds, were it of some class. */
  chanceAt(predicted: number, place: number): number {
    return chanceOf(this.#overall.best, predicted, oddsAt(place));
  }

  /** Places of log odds in the tables of `expect`. */
  static binsOf(odds: Float32Array): Uint8Array {
    const scale = bins / (mostOdds - leastOdds);
    return Uint8Array.from(odds, (x) => Math.min(bins - 1, Math.max(0, Math.floor((x - leastOdds) * scale))));
  }

  /** The expected share of right labels; `places` are `binsOf` the log odds of each reading. Null where nothing is kept. */
  expect(places: readonly [Uint8Array, Uint8Array], images: KeptImages, seed: number): ExpectedRight | null {
    const counted = countCells(places, images, this.classes);
    if (counted.kept === 0) return null;
    const random = new Random(seed, 0x7e57);
    const model = this.#fitFor(counted.leastPlace);
    const cells = counted.groups.flat().reduce((sum, { size }) => sum + size, 0);
    const times = Math.max(100, Math.min(draws, Math.floor(mostChances / Math.max(1, cells))));
    const all = new Float64Array(times);
    const inside = new Float64Array(times);
    const byClass = Array.from(counted.byClass, () => new Float64Array(times));
    for (let d = 0; d < times; d++) {
      const chances = this.#draw(model, random);
      const { passing, flagged } = drawInDomain(images.passing, random);
      const [inPassing, inFlagged] = counted.groups.map((group) => rightOf(group, chances, random));
      let [right, ofSome] = [0, 0];
      counted.byClass.forEach(({ kept, decided, undecidedFlagged }, c) => {
        const total = inPassing[c] * passing + inFlagged[c] * flagged + decided;
        right += total;
        ofSome += (kept - decided - undecidedFlagged) * passing + undecidedFlagged * flagged + decided;
        byClass[c][d] = total / Math.max(1, kept);
      });
      all[d] = right / counted.kept;
      inside[d] = ofSome / counted.kept;
    }
    return {
      ...intervalOf(all),
      kept: counted.kept,
      decided: counted.byClass.reduce((sum, { decided }) => sum + decided, 0),
      heldOut: this.heldOut,
      inDomain: intervalOf(inside).share,
      temperature: this.temperature,
      byClass: counted.byClass.flatMap(({ kept }, classIndex) =>
        kept === 0 ? [] : [{ classIndex, kept, ...intervalOf(byClass[classIndex]) }],
      ),
    };
  }

  /**
   * Fitted to the held-out images that are as sure as what is kept, the others counting little: how often these are right is what is asked, and a
   * line through all of them would answer by how right the unsure ones are.
   */
  #fitFor(leastPlace: Uint8Array): RightModel {
    const { predicted } = this.#judged;
    const weights = Float64Array.from(this.#places, (place, i) =>
      place >= leastPlace[predicted[i]] ? 1 : weightOfOthers,
    );
    return new RightModel({ ...this.#judged, weights });
  }

  #draw(fitted: RightModel, random: Random): Chances {
    const drawn = fitted.draw(random);
    const model = { ...drawn, intercept: drawn.intercept + this.#offFolds(random) };
    return { model, weight: random.next() };
  }

  /**
   * By how much, in log odds, the model differs from those that were judged in its place. It has learnt from more images: what that is worth is
   * between nothing and errors as one over the images. And one fit on few images differs from others like it.
   */
  #offFolds(random: Random): number {
    if (this.folds === null) return 0;
    const more = random.next() * Math.log(this.folds / (this.folds - 1));
    return more + (spreadOfFits / Math.sqrt(this.heldOut)) * random.normal();
  }
}

/** What one draw takes for true: the odds of being right, and how far the truth lies from the first reading towards the second. */
interface Chances {
  readonly model: RightOdds;
  readonly weight: number;
}

/** Images by class and place, for each reading. */
type Group = readonly [Cells, Cells];
type Cells = ReadonlyMap<number, number>;

/** Right images of each class among those of a group, were all of some class. */
function rightOf(tables: Group, { model, weight }: Chances, random: Random): Float64Array {
  const classes = model.byClass.length;
  const [right, spread, most] = [0, 1, 2].map(() => new Float64Array(classes));
  tables.forEach((table, k) => {
    const part = k === 0 ? 1 - weight : weight;
    for (const [cell, images] of table) {
      const c = Math.floor(cell / bins);
      const chance = chanceOf(model, c, oddsAt(cell - c * bins));
      right[c] += part * images * chance;
      spread[c] += part * images * chance * (1 - chance);
      most[c] += part * images;
    }
  });
  // Even were every chance known, each image is right or wrong.
  return right.map((sum, c) => Math.min(most[c], Math.max(0, sum + Math.sqrt(spread[c]) * random.normal())));
}

/** The log odds in the middle of a place. */
const oddsAt = (place: number) => leastOdds + ((place + 0.5) * (mostOdds - leastOdds)) / bins;

interface CountedCells {
  readonly kept: number;
  readonly byClass: readonly { kept: number; decided: number; undecidedFlagged: number }[];
  /** Where the least sure of each class's kept images stands, `[classes]`; the last place where none is kept. */
  readonly leastPlace: Uint8Array;
  /** Undecided images that the flag lets pass, and those that it takes. */
  readonly groups: readonly [Group, Group];
}

function countCells(
  places: readonly [Uint8Array, Uint8Array],
  { isKept, classOf, isDecided, isFlagged }: KeptImages,
  classes: number,
): CountedCells {
  const byClass = Array.from({ length: classes }, () => ({ kept: 0, decided: 0, undecidedFlagged: 0 }));
  const counts = [0, 1].map(() => places.map(() => new Uint32Array(classes * bins)));
  const leastPlace = new Uint8Array(classes).fill(bins - 1);
  let kept = 0;
  for (let row = 0; row < places[0].length; row++) {
    if (!isKept(row)) continue;
    const c = classOf[row];
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
  const [passing, flagged] = counts.map(([first, second]): Group => [filled(first), filled(second)]);
  return { kept, byClass, leastPlace, groups: [passing, flagged] };
}

function filled(counts: Uint32Array): Cells {
  const cells = new Map<number, number>();
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell] > 0) cells.set(cell, counts[cell]);
  return cells;
}

function meanOf(probabilities: Float32Array, classes: number): Float64Array {
  const sums = new Float64Array(classes).fill(1 / classes);
  for (let i = 0; i < probabilities.length; i++) sums[i % classes] += probabilities[i];
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}

function intervalOf(values: Float64Array): Share {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return { share: sorted.reduce((a, b) => a + b, 0) / sorted.length, low: at(0.025), high: at(0.975) };
}
