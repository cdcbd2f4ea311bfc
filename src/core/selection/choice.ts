import type { SelectionSettings } from '../recipe';

/** A class that asks for more confidence than the others. */
export interface ClassThreshold {
  readonly classId: number;
  /** Confidence, 0 to 1. */
  readonly threshold: number;
}

/** What decides about an image that no person has looked at. */
export interface SelectionChoice {
  /** Confidence, 0 to 1: the least that any class asks for. */
  readonly threshold: number;
  /** Classes that ask for more, each once, by ascending id. */
  readonly classThresholds: readonly ClassThreshold[];
  /** Images whose out-of-domain score is below are flagged; null flags none. */
  readonly oodLimit: number | null;
  /** Images a class, or as many as there are on average. */
  readonly quota: number | 'auto';
  readonly duplicate: boolean;
  readonly maxCopies: number | null;
}

/** Whether two choices decide alike. */
export function sameChoice(a: SelectionChoice, b: SelectionChoice): boolean {
  const { classThresholds, ...rest } = a;
  return (
    (Object.keys(rest) as (keyof typeof rest)[]).every((key) => a[key] === b[key]) &&
    sameThresholds(classThresholds, b.classThresholds)
  );
}

/** Whether classes ask for the same. */
export function sameThresholds(a: readonly ClassThreshold[], b: readonly ClassThreshold[]): boolean {
  return (
    a.length === b.length &&
    a.every((each, i) => each.classId === b[i].classId && each.threshold === b[i].threshold)
  );
}

/** What an image of each class has to reach: the threshold of all, or the class's own where that is higher. */
export function leastOf({
  threshold,
  classThresholds,
}: Pick<SelectionChoice, 'threshold' | 'classThresholds'>): (classId: number) => number {
  const own = new Map(classThresholds.map((each) => [each.classId, each.threshold]));
  return (classId) => Math.max(threshold, own.get(classId) ?? 0);
}

/** The threshold of one class set, or given up by null. */
export function withThreshold(
  all: readonly ClassThreshold[],
  classId: number,
  threshold: number | null,
): ClassThreshold[] {
  const others = all.filter((each) => each.classId !== classId);
  if (threshold === null) return others;
  return [...others, { classId, threshold }].sort((a, b) => a.classId - b.classId);
}

/** What each class asks for by position, `[classes]`: 0 where it asks for nothing; the most of classes that became one. */
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

/** What was found for a labelling on held-out images: the score that can flag with its limit, and what classes ask for. */
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

/** A recipe's settings with a choice in place of its own: what `select` takes, with the limits beside it. */
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
