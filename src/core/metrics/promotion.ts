/** A finished model as validation saw it. */
export interface Candidate {
  /** Share of its validation images read right; null where it had none. */
  readonly accuracy: number | null;
  /** Validation images; 0 where it had none. */
  readonly images: number;
}

/** How a model is chosen among finished ones, the oldest first. */
export type ChoiceRule = 'best' | 'newest';

export type ChoiceReason = 'newest' | 'only' | 'no-validation' | 'best' | 'tie';

export interface Choice {
  readonly at: number;
  readonly why: ChoiceReason;
  /** Others whose accuracy lies within the standard error of the difference: validation cannot tell them from the chosen one. */
  readonly alike: readonly number[];
}

/** Standard error of the difference of two accuracies on so many images, each a share of independent draws. */
export function differenceError(a: Candidate, b: Candidate): number {
  const variance = ({ accuracy, images }: Candidate) =>
    accuracy === null || images === 0 ? 0 : (accuracy * (1 - accuracy)) / images;
  return Math.sqrt(variance(a) + variance(b));
}

/**
 * Whether a student is worse than its teacher beyond the noise of the validation set. Within one standard error the student takes the
 * teacher's place, as in the paper; where one of the two has no validation nothing speaks against it.
 */
export function isWorse(student: Candidate, teacher: Candidate): boolean {
  if (student.accuracy === null || teacher.accuracy === null) return false;
  return student.accuracy < teacher.accuracy - differenceError(student, teacher);
}

/** The model to use: the highest accuracy on validation, of equal ones the newest; the newest where a model has no validation. */
export function chooseModel(candidates: readonly Candidate[], rule: ChoiceRule): Choice {
  const last = candidates.length - 1;
  if (candidates.length === 1) return { at: 0, why: 'only', alike: [] };
  if (rule === 'newest') return { at: last, why: 'newest', alike: [] };
  if (candidates.some(({ accuracy }) => accuracy === null))
    return { at: last, why: 'no-validation', alike: [] };
  const highest = Math.max(...candidates.map(({ accuracy }) => accuracy as number));
  const at = candidates.findLastIndex(({ accuracy }) => accuracy === highest);
  const alike = [...candidates.keys()].filter(
    (i) =>
      i !== at &&
      highest - (candidates[i].accuracy as number) <= differenceError(candidates[i], candidates[at]),
  );
  const tied = candidates.filter(({ accuracy }) => accuracy === highest).length > 1;
  return { at, why: tied ? 'tie' : 'best', alike };
}
