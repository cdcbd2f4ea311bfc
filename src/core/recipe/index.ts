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
} from './description/describe';
export { diffRecipes, type RecipeDifference } from './description/diff';
export { changeSetting } from './edit/change-setting';
export { withSetting } from './edit/edit';
export {
  parseRecipe,
  type RecipeOverrides,
  type RecipeProblem,
  recipeProblems,
  resolveRecipe,
} from './edit/resolve';
export { applySettings, setByPath } from './edit/set-path';
export { isPresetName, type PresetName, presetNames, presets } from './presets/presets';
export {
  goesOnFromTeacher,
  studentOf,
  teacherOf,
  unlabelledBatch,
  unlabelledRatioOf,
} from './schema/iteration';
export { cacheSideOf, imageSizeOf } from './schema/pixels';
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
} from './schema/schema';
export { type GroupName, groupNames, type PartName } from './setting/fields';
export { settingFromText, settingText } from './setting/setting-text';
