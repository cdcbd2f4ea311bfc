export { changeSetting } from './change-setting';
export {
  allowedValues,
  describeRecipe,
  fieldAt,
  formatValue,
  type Path,
  pathOf,
  type RecipeField,
  recipeHelp,
  unusedReason,
  valueAt,
} from './describe';
export { diffRecipes, type RecipeDifference } from './diff';
export { withSetting } from './edit';
export { type GroupName, groupNames, type PartName } from './fields';
export { goesOnFromTeacher, studentOf, teacherOf, unlabelledBatch, unlabelledRatioOf } from './iteration';
export { cacheSideOf, imageSizeOf } from './pixels';
export { isPresetName, type PresetName, presetNames, presets } from './presets';
export {
  parseRecipe,
  type RecipeOverrides,
  type RecipeProblem,
  recipeProblems,
  resolveRecipe,
} from './resolve';
export {
  type InputNoise,
  type ModelSettings,
  type PoolNoise,
  type Recipe,
  recipeShape,
  type SelectionSettings,
  type StudentSettings,
  type TrainingLength,
  type TrainingSettings,
} from './schema';
export { applySettings, setByPath } from './set-path';
export { settingFromText, settingText } from './setting-text';
