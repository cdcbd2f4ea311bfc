export { allowedValues, describeRecipe, formatValue, type RecipeField, recipeHelp } from './describe';
export { diffRecipes, type RecipeDifference } from './diff';
export type { FieldMeta, FieldValue } from './fields';
export { lossWeights, studentOf, teacherOf, unlabelledBatch } from './iteration';
export { isPresetName, type PresetName, presetNames, presets } from './presets';
export { parseRecipe, type RecipeOverrides, resolveRecipe } from './resolve';
export {
  type InputNoise,
  type ModelSettings,
  type Recipe,
  recipeSchema,
  type SelectionSettings,
  type TrainingLength,
  type TrainingSettings,
} from './schema';
export { applySettings, setByPath } from './set-path';
