import type { TrustSummary } from '../../core/calibration/summary';
import type { SelectionChoice } from '../../core/selection';
import { expectedRight } from '../labelling/expected-right';
import type { Project } from '../project/project';
import type { ReviewTable } from './table';

/** How right the pseudo-labels are that a choice keeps, as held-out images tell. */
export function reviewTrust(
  project: Project,
  table: ReviewTable,
  choice: SelectionChoice = table.choice,
): Promise<TrustSummary | null> {
  const selection = choice === table.choice ? table.selection : table.select(choice);
  const { confidence, oodScore } = table.columns;
  return expectedRight(project, table.labelling, {
    selection,
    decided: table.decided,
    confidence,
    oodScore,
    oodLimit: table.score === null ? null : choice.oodLimit,
    threshold: choice.threshold,
  });
}
