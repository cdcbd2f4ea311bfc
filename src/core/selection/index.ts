export {
  type ClassThreshold,
  chosenSettings,
  classThresholdsAt,
  type LabellingLimits,
  leastOf,
  recipeChoice,
  type SelectionChoice,
  sameChoice,
  sameThresholds,
  withThreshold,
} from './choice';
export { type SelectionState, selectionStates } from './rule';
export {
  expandCopies,
  limitsOf,
  type ReviewColumns,
  type ReviewDecision,
  type Selection,
  type SelectionInput,
  select,
} from './select';
export { softmax } from './softmax';
export { type Tally, tally } from './tally';
export { retemper, summarise, writeHardTarget } from './targets';
