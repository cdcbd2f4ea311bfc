import { drawAt } from '../numbers/random';
import {
  type ClassSelection,
  copiesEach,
  type ReviewColumns,
  type SelectionInput,
  selectionStates,
  stateOfDecision,
} from './select';

export interface TallyInput extends Omit<SelectionInput, 'reviews' | 'order'> {
  readonly predictedClass: Int32Array;
  readonly confidence: Float32Array;
  readonly oodScore: Float32Array;
  readonly reviews: ReviewColumns;
}

/** How many images a selection keeps, without saying which. */
export interface Tally {
  readonly quota: number;
  readonly perClass: ClassSelection[];
  /** Images by state, in the order of `selectionStates`. */
  readonly states: Int32Array;
}

const [kept, belowThreshold, outOfDomain, overQuota] = [0, 1, 2, 3];

/**
 * The counts of `select` without its columns: what a dragged threshold asks for many times a second. Which images of a class are over its
 * quota changes no count, and a class below it keeps all of its images, so nothing has to be ranked.
 */
export function tally(input: TallyInput): Tally {
  const { predictedClass, reviews, classes, merged = 0, selection, seed } = input;
  const images = predictedClass.length;
  const stateOf = stateReader(input);
  const classOf = (i: number) => (reviews.classIndex[i] >= 0 ? reviews.classIndex[i] : predictedClass[i]);
  const states = new Int32Array(selectionStates.length);
  const [available, reviewed, total] = [0, 1, 2].map(() => new Int32Array(classes));
  for (let i = 0; i < images; i++) {
    const state = stateOf(i);
    states[state]++;
    if (state !== kept) continue;
    available[classOf(i)]++;
    if (reviews.decisions[i] !== 0) reviewed[classOf(i)]++;
  }
  const { quota: wanted } = selection;
  const quota = wanted === 'auto' ? Math.max(1, Math.floor(states[kept] / (classes - merged))) : wanted;
  const each = Float64Array.from(available, (count) => copiesEach(selection, quota, count));
  const fraction = each.map((copies) => copies - Math.floor(copies));
  const stay = available.map((count, c) => Math.min(count, Math.max(quota, reviewed[c])));
  for (let c = 0; c < classes; c++) total[c] = stay[c] * Math.floor(each[c]);
  if (fraction.some((share) => share > 0))
    for (let i = 0; i < images; i++) {
      const c = classOf(i);
      if (fraction[c] > 0 && stateOf(i) === kept && drawAt(seed, i) < fraction[c]) total[c]++;
    }
  const over = available.reduce((sum, count, c) => sum + count - stay[c], 0);
  states[kept] -= over;
  states[overQuota] += over;
  const perClass = Array.from(available, (count, c) => ({
    available: count,
    kept: stay[c],
    copies: total[c],
    short: Math.max(0, quota - count),
  }));
  return { quota, perClass, states };
}

/** The state of an image before the quota; NaN never passes. */
function stateReader({ confidence, oodScore, oodLimit, reviews, selection }: TallyInput) {
  const threshold = Math.fround(selection.threshold);
  const limit = Math.fround(oodLimit ?? Number.NEGATIVE_INFINITY);
  const flagged = selection.ood.score !== 'none';
  return (i: number): number => {
    if (reviews.decisions[i] !== 0) return stateOfDecision[reviews.decisions[i]];
    if (!(confidence[i] >= threshold)) return belowThreshold;
    return flagged && !(oodScore[i] >= limit) ? outOfDomain : kept;
  };
}
