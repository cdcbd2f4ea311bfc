export {
  type ClassSelection,
  expandCopies,
  type ReviewDecision,
  type Selection,
  type SelectionInput,
  type SelectionState,
  select,
  selectionStates,
} from './select';
export { softmax } from './softmax';
export { hardTargets, type LabelSummary, retemper, summarise } from './targets';
