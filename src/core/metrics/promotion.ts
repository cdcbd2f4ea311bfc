import type { Figure } from '.';

/** A finished model as validation saw it, by the metric that its recipe chooses by; the value is null where it had no validation. */
export interface Candidate extends Figure {
  /** Validation images; 0 where it had none. */
  readonly images: number;
}

/** How a model is chosen among finished ones, the oldest first. */
export type ChoiceRule = 'best' | 'newest';

export type ChoiceReason = 'newest' | 'only' | 'no-validation' | 'best' | 'tie';

export interface Choice {
  readonly at: number;
  readonly why: ChoiceReason;
  /** Others that lie within the standard error of the difference: validation cannot tell them from the chosen one. */
  readonly alike: readonly number[];
}

/** Standard error of the difference of two models, each measured on draws of its own. */
export function differenceError(a: Candidate, b: Candidate): number {
  return Math.hypot(a.error, b.error);
}

/**
 * Whether a student is worse than its teacher beyond the noise of the validation set. Within one standard error the student takes the
 * teacher's place, as in the paper; where one of the two has no validation nothing speaks against it.
 */
export function isWorse(student: Candidate, teacher: Candidate): boolean {
  if (student.value === null || teacher.value === null) return false;
  return student.value < teacher.value - differenceError(student, teacher);
}

/** The model to use: the highest value on validation, of equal ones the newest; the newest where a model has no validation. */
export function chooseModel(candidates: readonly Candidate[], rule: ChoiceRule): Choice {
  const last = candidates.length - 1;
  if (candidates.length === 1) return { at: 0, why: 'only', alike: [] };
  if (rule === 'newest') return { at: last, why: 'newest', alike: [] };
  if (candidates.some(({ value }) => value === null)) return { at: last, why: 'no-validation', alike: [] };
  const highest = Math.max(...candidates.map(({ value }) => value as number));
  const at = candidates.findLastIndex(({ value }) => value === highest);
  const alike = [...candidates.keys()].filter(
    (i) =>
      i !== at && highest - (candidates[i].value as number) <= differenceError(candidates[i], candidates[at]),
  );
  const tied = candidates.filter(({ value }) => value === highest).length > 1;
  return { at, why: tied ? 'tie' : 'best', alike };
}
