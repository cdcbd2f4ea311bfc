import type { Figure } from '.';

/** The validation result of a finished model, by the metric that its recipe chooses by; the value is null if it had no validation. */
export interface Candidate extends Figure {
  /** Validation images; 0 where it had none. */
  readonly images: number;
  /**
   * Identifies the validation images with their labels: only values on the same set can be compared. Null
   * where it is unknown.
   */
  readonly set: string | null;
}

/** How a model is chosen among finished ones, the oldest first. */
export type ChoiceRule = 'best' | 'newest';

export type ChoiceReason = 'newest' | 'only' | 'no-validation' | 'other-images' | 'best' | 'tie';

export interface Choice {
  readonly at: number;
  readonly why: ChoiceReason;
  /** Others that lie within the standard error of the difference: validation cannot tell them from the chosen one. */
  readonly alike: readonly number[];
  /**
   * Other models that were not compared, since their validation images were not those of the newest model.
   */
  readonly apart: readonly number[];
}

/** Standard error of the difference of two models, each measured on draws of its own. */
export function differenceError(a: Figure, b: Figure): number {
  return Math.hypot(a.error, b.error);
}

/** Whether two models were measured on the same validation images under the same labels. */
export function isSameSet(a: Candidate, b: Candidate): boolean {
  return a.set !== null && a.set === b.set;
}

/**
 * Whether a student is worse than its teacher by more than the noise of the validation set, both measured on
 * the same images. Within one standard error the student becomes the teacher, as in the paper; without a
 * validation of both it always does.
 */
export function isWorse(student: Figure, teacher: Figure): boolean {
  if (student.value === null || teacher.value === null) return false;
  return student.value < teacher.value - differenceError(student, teacher);
}

/**
 * The model to use: the highest value on the validation images of the newest model, of equal ones the newest;
 * the newest if a model has no validation. Models validated on other images are not compared.
 */
export function chooseModel(candidates: readonly Candidate[], rule: ChoiceRule): Choice {
  const last = candidates.length - 1;
  const newest = (why: ChoiceReason, apart: readonly number[] = []): Choice => ({
    at: last,
    why,
    alike: [],
    apart,
  });
  if (candidates.length === 1) return newest('only');
  if (rule === 'newest') return newest('newest');
  if (candidates.some(({ value }) => value === null)) return newest('no-validation');
  const places = [...candidates.keys()];
  const held = places.filter((i) => i === last || isSameSet(candidates[i], candidates[last]));
  const apart = places.filter((i) => !held.includes(i));
  if (held.length === 1) return newest('other-images', apart);
  const figureAt = (i: number) => candidates[i].value as number;
  const highest = Math.max(...held.map(figureAt));
  const best = held.filter((i) => figureAt(i) === highest);
  const at = best[best.length - 1];
  const alike = held.filter(
    (i) => i !== at && highest - figureAt(i) <= differenceError(candidates[i], candidates[at]),
  );
  return { at, why: best.length > 1 ? 'tie' : 'best', alike, apart };
}

export const fixReasons = ['better', 'equal', 'worse', 'no-validation'] as const;
export type FixReason = (typeof fixReasons)[number];

export interface FixVerdict {
  /** Whether the tuned weights at the larger size are used. */
  readonly kept: boolean;
  readonly why: FixReason;
}

/**
 * Whether a resolution fix is kept: if it is better on the validation images than the training before it. Equal is not enough, since larger
 * images cost more each time they are labelled. Without validation it is kept, since the recipe asks for it.
 */
export function judgeFix(before: number | null, after: number | null): FixVerdict {
  if (before === null || after === null) return { kept: true, why: 'no-validation' };
  if (after > before) return { kept: true, why: 'better' };
  return { kept: false, why: after === before ? 'equal' : 'worse' };
}
