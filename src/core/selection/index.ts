export {
  chosenSettings,
  type LabellingScore,
  recipeChoice,
  type SelectionChoice,
  sameChoice,
} from './choice';
export { type SelectionState, selectionStates } from './rule';
export {
  expandCopies,
  type ReviewColumns,
  type ReviewDecision,
  type Selection,
  type SelectionInput,
  select,
} from './select';
export { softmax } from './softmax';
export { type Tally, tally } from './tally';
export { retemper, summarise, writeHardTarget } from './targets';
