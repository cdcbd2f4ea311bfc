import {
  type ClassSelection,
  Copies,
  classSelections,
  excluded,
  filterStates,
  isOutOfDomain,
  kept,
  overQuota,
  quotaOf,
  selectionStates,
  stayingOf,
} from './rule';
import { limitsOf, type ReviewColumns, type SelectionInput, usedClass } from './select';

export interface TallyInput extends Omit<SelectionInput, 'reviews' | 'order'> {
  readonly predictedClass: Int32Array;
  readonly confidence: Float32Array;
  readonly oodScore: Float32Array;
  readonly reviews: ReviewColumns;
}

/** The number of images that a selection keeps, without saying which. */
export interface Tally {
  readonly quota: number;
  readonly perClass: ClassSelection[];
  /** Images by state, in the order of `selectionStates`. */
  readonly states: Int32Array;
  /** Images with a score that the limit flags and no decision; those of too little confidence have the state of that. */
  readonly flagged: number;
}

/**
 * The counts of `select` without its columns, which a dragged threshold needs many times a second. Which images of a
 * class are over its quota changes no count, and a class below the quota keeps all of its images, so nothing has to
 * be ranked.
 */
export function tally(input: TallyInput): Tally {
  const { predictedClass, confidence, oodScore, reviews, classes, merged = 0, selection, seed } = input;
  const images = predictedClass.length;
  const limits = limitsOf(input);
  const { decisions } = reviews;
  const state = filterStates({ predictedClass, confidence, oodScore, decisions, gone: input.gone }, limits);
  const classOf = (i: number) => usedClass(reviews, i, predictedClass[i]);
  const states = new Int32Array(selectionStates.length);
  const [available, reviewed] = [0, 1].map(() => new Int32Array(classes));
  let flagged = 0;
  for (let i = 0; i < images; i++) {
    states[state[i]]++;
    const isOpen = decisions[i] === 0 && state[i] !== excluded;
    if (isOpen && isOutOfDomain(oodScore[i], limits.oodLimit)) flagged++;
    if (state[i] !== kept) continue;
    const c = classOf(i);
    available[c]++;
    if (decisions[i] !== 0) reviewed[c]++;
  }
  const quota = quotaOf(selection.quota, states[kept], classes - merged);
  const rule = new Copies(selection, quota, available, seed);
  const stay = available.map((count, c) => stayingOf(count, quota, reviewed[c]));
  const total = stay.map((count, c) => count * rule.whole[c]);
  if (rule.chance.some((chance) => chance > 0))
    for (let i = 0; i < images; i++)
      if (state[i] === kept && rule.getsOneMore(i, classOf(i))) total[classOf(i)]++;
  const over = available.reduce((sum, count, c) => sum + count - stay[c], 0);
  states[kept] -= over;
  states[overQuota] += over;
  return { quota, perClass: classSelections(available, stay, total, quota), states, flagged };
}
