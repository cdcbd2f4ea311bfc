import type { TrustSummary } from '../../core/calibration/summary';
import { type SelectionChoice, sameChoice } from '../../core/selection';
import { expectedRight } from '../labelling/expected-right';
import type { Project } from '../project/project';
import type { ReviewTable } from './table';

/** How right the pseudo-labels are that a choice keeps, as held-out images tell. */
export function reviewTrust(
  project: Project,
  table: ReviewTable,
  choice: SelectionChoice = table.choice,
): Promise<TrustSummary | 'nothing-kept' | null> {
  return expectedRight(project, table.labelling, {
    selectAt: (threshold) => {
      const at = { ...choice, threshold };
      // What holds now is mostly made already; a choice that comes from a window is another object with the same in it.
      return sameChoice(at, table.choice) ? table.selection : table.select(at);
    },
    decided: table.decided,
    flags: table.score !== null && choice.oodLimit !== null,
    threshold: choice.threshold,
  });
}
