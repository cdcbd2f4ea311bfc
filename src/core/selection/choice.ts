import type { SelectionSettings } from '../recipe';

/** What decides about an image that no person has looked at. */
export interface SelectionChoice {
  /** Confidence, 0 to 1. */
  readonly threshold: number;
  /** Images whose out-of-domain score is below are flagged; null flags none. */
  readonly oodLimit: number | null;
  /** Images a class, or as many as there are on average. */
  readonly quota: number | 'auto';
  readonly duplicate: boolean;
  readonly maxCopies: number | null;
}

/** Whether two choices decide alike. */
export function sameChoice(a: SelectionChoice, b: SelectionChoice): boolean {
  return (Object.keys(a) as (keyof SelectionChoice)[]).every((key) => a[key] === b[key]);
}

/** The score of a labelling that can flag, and the limit that was found for it. */
export interface LabellingScore {
  readonly oodScore: SelectionSettings['ood']['score'] | null;
  readonly oodThreshold: number | null;
}

/** What a recipe chooses for a labelling. */
export function recipeChoice(settings: SelectionSettings, labelling: LabellingScore): SelectionChoice {
  const { threshold, quota, duplicate, maxCopies, ood } = settings;
  const oodLimit = ood.score === 'none' ? null : labelling.oodThreshold;
  return { threshold, oodLimit, quota, duplicate, maxCopies };
}

/** A recipe's settings with a choice in place of its own: what `select` takes, with the limit beside it. */
export function chosenSettings(
  settings: SelectionSettings,
  choice: SelectionChoice,
  labelling: LabellingScore,
): { selection: SelectionSettings; oodLimit: number | undefined } {
  const { oodLimit, ...rest } = choice;
  const score = oodLimit === null ? 'none' : (labelling.oodScore ?? 'none');
  const selection = { ...settings, ...rest, ood: { ...settings.ood, score } };
  return { selection, oodLimit: oodLimit ?? undefined };
}
