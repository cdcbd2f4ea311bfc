import type { ExperimentView } from '../../../contract';
import { type PresetName, parseRecipe, presetNames, presets, type Recipe } from '../../../core/recipe';
import type { DraftEditor } from '../recipe/draft';

/** `draft`, `preset/workstation`, `experiment/3`. */
export type RecipeChoice = 'draft' | `preset/${PresetName}` | `experiment/${number}`;

export const presetChoices = presetNames.map((name) => `preset/${name}` as const);

/** The recipe of a choice; null for a draft with an error. */
export function chosenRecipe(
  choice: RecipeChoice,
  { recipe }: Pick<DraftEditor, 'recipe'>,
  experiments: readonly ExperimentView[],
): Recipe | null {
  if (choice === 'draft') return recipe;
  const [kind, name] = choice.split('/');
  if (kind === 'preset') return parseRecipe(presets[name as PresetName]);
  return experiments.find(({ id }) => id === Number(name))?.recipe ?? null;
}
