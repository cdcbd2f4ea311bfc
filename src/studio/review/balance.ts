import type { Selection, SelectionChoice } from '../../core/selection';
import type { Balance } from '../contract';
import type { Project } from '../project';
import { countStates } from '../select-pool';
import type { ReviewTable } from './table';

/** What each class would have with a choice. */
export function balanceOf(
  project: Project,
  table: ReviewTable,
  choice: SelectionChoice = table.choice,
): Balance {
  const selection: Selection = choice === table.choice ? table.selection : table.select(choice);
  const labelled = project.catalog.splits.byClass('labelled-train');
  return {
    quota: selection.quota,
    states: countStates(selection.state),
    classes: selection.perClass.flatMap((entry, position) => {
      const { id: classId, mergedInto } = table.classes[position];
      return mergedInto === null ? [{ classId, labelled: labelled.get(classId) ?? 0, ...entry }] : [];
    }),
  };
}
