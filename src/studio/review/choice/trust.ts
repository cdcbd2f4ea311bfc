import type { TrustSummary } from '../../../core/calibration/summary';
import { type SelectionChoice, sameChoice } from '../../../core/selection';
import { expectedRight } from '../../labelling/trust/expected-right';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../table/table';

/** How right the pseudo-labels are that a choice keeps, according to held-out images. */
export function reviewTrust(
  project: Project,
  table: ReviewTable,
  choice: SelectionChoice = table.choice,
): Promise<TrustSummary | 'nothing-kept' | null> {
  return expectedRight(project, table.labelling, {
    selectAt: (threshold) => {
      const at = { ...choice, threshold };
      // The selection of the present choice mostly exists already. A choice from a window is another object with the same contents.
      return sameChoice(at, table.choice) ? table.selection : table.select(at);
    },
    decided: table.decided,
    flags: table.score !== null && choice.oodLimit !== null,
    threshold: choice.threshold,
  });
}
