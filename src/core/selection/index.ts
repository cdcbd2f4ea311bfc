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
export { hardTargets, type LabelSummary, retemper, summarise } from './targets';
