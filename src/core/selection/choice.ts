import type { SelectionSettings } from '../recipe';

/** A class with a higher threshold than the others. */
export interface ClassThreshold {
  readonly classId: number;
  /** Confidence, 0 to 1. */
  readonly threshold: number;
}

/** What decides about an image that no person has looked at. */
export interface SelectionChoice {
  /** Confidence, 0 to 1: the lowest threshold of all classes. */
  readonly threshold: number;
  /** Classes with a higher threshold, each once, by ascending id. */
  readonly classThresholds: readonly ClassThreshold[];
  /** Images whose out-of-domain score is below are flagged; null flags none. */
  readonly oodLimit: number | null;
  /** The number of images of each class, or `auto` for the mean over the classes. */
  readonly quota: number | 'auto';
  readonly duplicate: boolean;
  readonly maxCopies: number | null;
}

/** Whether two choices give the same decisions. */
export function sameChoice(a: SelectionChoice, b: SelectionChoice): boolean {
  const { classThresholds, ...rest } = a;
  return (
    (Object.keys(rest) as (keyof typeof rest)[]).every((key) => a[key] === b[key]) &&
    sameThresholds(classThresholds, b.classThresholds)
  );
}

/** Whether two lists give every class the same threshold. */
export function sameThresholds(a: readonly ClassThreshold[], b: readonly ClassThreshold[]): boolean {
  return (
    a.length === b.length &&
    a.every((each, i) => each.classId === b[i].classId && each.threshold === b[i].threshold)
  );
}

/** The threshold of each class: the one for all, or its own if that is higher. */
export function leastOf({
  threshold,
  classThresholds,
}: Pick<SelectionChoice, 'threshold' | 'classThresholds'>): (classId: number) => number {
  const own = new Map(classThresholds.map((each) => [each.classId, each.threshold]));
  return (classId) => Math.max(threshold, own.get(classId) ?? 0);
}

/** Sets the threshold of one class, or removes it with null. */
export function withThreshold(
  all: readonly ClassThreshold[],
  classId: number,
  threshold: number | null,
): ClassThreshold[] {
  const others = all.filter((each) => each.classId !== classId);
  if (threshold === null) return others;
  return [...others, { classId, threshold }].sort((a, b) => a.classId - b.classId);
}

/**
 * The threshold of each class by position, `[classes]`: 0 if it has none, and the largest one for classes that were
 * merged.
 */
export function classThresholdsAt(
  all: readonly ClassThreshold[],
  positions: ReadonlyMap<number, number>,
  classes: number,
): Float64Array {
  const least = new Float64Array(classes);
  for (const { classId, threshold } of all) {
    const position = positions.get(classId);
    if (position !== undefined) least[position] = Math.max(least[position], threshold);
  }
  return least;
}

/**
 * What held-out images determined for a labelling: the score that can flag, with its limit, and the thresholds of
 * classes.
 */
export interface LabellingLimits {
  readonly oodScore: SelectionSettings['ood']['score'] | null;
  readonly oodThreshold: number | null;
  readonly classThresholds: readonly ClassThreshold[];
}

/** What a recipe chooses for a labelling. */
export function recipeChoice(settings: SelectionSettings, labelling: LabellingLimits): SelectionChoice {
  const { threshold, classPrecision, quota, duplicate, maxCopies, ood } = settings;
  const classThresholds = classPrecision === null ? [] : labelling.classThresholds;
  const oodLimit = ood.score === 'none' ? null : labelling.oodThreshold;
  return { threshold, classThresholds, oodLimit, quota, duplicate, maxCopies };
}

/** A recipe's settings with a choice replacing its own: the input of `select`, with the limits beside it. */
export function chosenSettings(
  settings: SelectionSettings,
  choice: SelectionChoice,
  labelling: LabellingLimits,
): {
  selection: SelectionSettings;
  oodLimit: number | undefined;
  classThresholds: readonly ClassThreshold[];
} {
  const { oodLimit, classThresholds, ...rest } = choice;
  const score = oodLimit === null ? 'none' : (labelling.oodScore ?? 'none');
  const selection = { ...settings, ...rest, ood: { ...settings.ood, score } };
  return { selection, oodLimit: oodLimit ?? undefined, classThresholds };
}
