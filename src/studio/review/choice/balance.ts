import type { Balance } from '../../../contract';
import { type SelectionChoice, selectionStates } from '../../../core/selection';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../table/table';

/** What each class would have under a choice. */
export function balanceOf(
  project: Project,
  table: ReviewTable,
  choice: SelectionChoice = table.choice,
): Balance {
  const { quota, states, flagged, perClass } = table.tally(choice);
  const labelled = project.catalog.splits.byClass('labelled-train');
  return {
    quota,
    flagged,
    states: Object.fromEntries(
      selectionStates.map((name, code) => [name, states[code]]),
    ) as Balance['states'],
    classes: perClass.flatMap((entry, position) => {
      const { id: classId, mergedInto } = table.classes[position];
      return mergedInto === null ? [{ classId, labelled: labelled.get(classId) ?? 0, ...entry }] : [];
    }),
  };
}
