import type { LabellingRun } from '../../../catalog';
import type { OodScoreName } from '../../../core/ood';
import type { Recipe, SelectionSettings } from '../../../core/recipe';
import {
  type ClassThreshold,
  chosenSettings,
  type LabellingLimits,
  recipeChoice,
  type SelectionChoice,
} from '../../../core/selection';
import type { FittedThresholds } from '../../../core/stored/columns';
import type { Project } from '../../project/folder/project';

/** How a labelling is filtered and balanced. */
export interface SelectionRule {
  readonly selection: SelectionSettings;
  readonly oodLimit: number | undefined;
  readonly classThresholds: readonly ClassThreshold[];
}

export const limitsFoundFor = ({ oodScore, oodThreshold, settings }: LabellingRun): LabellingLimits => ({
  oodScore: oodScore as OodScoreName | null,
  oodThreshold,
  classThresholds: raisedBy(settings?.classThresholds),
});

/** The classes whose threshold is higher than the common one. */
export function raisedBy(fitted: FittedThresholds | undefined): ClassThreshold[] {
  return (fitted?.byClass ?? [])
    .filter(({ threshold }) => threshold > (fitted?.least ?? 0))
    .map(({ classId, threshold }) => ({ classId, threshold }));
}

/** The settings that apply to a labelling: those that a person has set since, or those of the recipe. */
export function choiceFor({ catalog }: Project, labelling: LabellingRun, recipe: Recipe): SelectionChoice {
  return (
    catalog.selectionChoices.get(labelling.id) ?? recipeChoice(recipe.selection, limitsFoundFor(labelling))
  );
}

/** The rule by which the images for a student are selected. */
export function ruleFor(project: Project, labelling: LabellingRun, recipe: Recipe): SelectionRule {
  return chosenSettings(recipe.selection, choiceFor(project, labelling, recipe), limitsFoundFor(labelling));
}

/** The rule that follows from the recipe alone. */
export function recipeRule(labelling: LabellingRun, recipe: Recipe): SelectionRule {
  return chosenSettings(
    recipe.selection,
    recipeChoice(recipe.selection, limitsFoundFor(labelling)),
    limitsFoundFor(labelling),
  );
}
