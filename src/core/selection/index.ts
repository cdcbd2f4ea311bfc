export { chosenSettings, type LabellingScore, recipeChoice, type SelectionChoice } from './choice';
export {
  expandCopies,
  type ReviewColumns,
  type ReviewDecision,
  type Selection,
  type SelectionInput,
  type SelectionState,
  select,
  selectionStates,
} from './select';
export { softmax } from './softmax';
export { type Tally, tally } from './tally';
export { hardTargets, retemper, summarise } from './targets';
