import type { LabellingRun } from '../../catalog';
import type { OodScoreName } from '../../core/ood';
import type { Recipe, SelectionSettings } from '../../core/recipe';
import {
  chosenSettings,
  type LabellingScore,
  recipeChoice,
  type SelectionChoice,
} from '../../core/selection';
import type { Project } from '../project/project';

/** How a labelling is filtered and balanced. */
export interface SelectionRule {
  readonly selection: SelectionSettings;
  readonly oodLimit: number | undefined;
}

export const scoreOf = ({ oodScore, oodThreshold }: LabellingRun): LabellingScore => ({
  oodScore: oodScore as OodScoreName | null,
  oodThreshold,
});

/** The settings that apply to a labelling: those that a person has set since, or those of the recipe. */
export function choiceFor({ catalog }: Project, labelling: LabellingRun, recipe: Recipe): SelectionChoice {
  return catalog.selectionChoices.get(labelling.id) ?? recipeChoice(recipe.selection, scoreOf(labelling));
}

/** The rule that a student is selected by. */
export function ruleFor(project: Project, labelling: LabellingRun, recipe: Recipe): SelectionRule {
  return chosenSettings(recipe.selection, choiceFor(project, labelling, recipe), scoreOf(labelling));
}

/** The rule that the recipe alone gives. */
export function recipeRule(labelling: LabellingRun, recipe: Recipe): SelectionRule {
  return chosenSettings(
    recipe.selection,
    recipeChoice(recipe.selection, scoreOf(labelling)),
    scoreOf(labelling),
  );
}
