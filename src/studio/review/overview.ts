import type { Histogram, ReviewOverview } from '../../contract';
import { histogramOf } from '../../core/review';
import type { Project } from '../project/project';
import { labellingView } from './labellings';
import type { ReviewTable } from './table';

const bins = 100;
/** Share of the lowest scores that a histogram does not stretch for: distances have a few that lie far off. */
const tail = 0.005;

export function reviewOverview(project: Project, table: ReviewTable): ReviewOverview {
  return {
    labelling: labellingView(project, table.labelling),
    choice: table.choice,
    recipeChoice: table.recipeChoice,
    score: table.score,
    histograms: {
      confidence: { min: 0, max: 1, counts: histogramOf(table.columns.confidence, 0, 1, bins) },
      ood: scoreHistogram(table),
    },
    hasEarlier: table.hasEarlier,
    undo: project.catalog.reviews.steps(),
  };
}

/** From about the lowest score to the highest, with the limits that are in use inside. */
function scoreHistogram(table: ReviewTable): Histogram | null {
  const { oodScore } = table.columns;
  const order = table.order('ood', false);
  let last = order.length - 1;
  while (last >= 0 && !Number.isFinite(oodScore[order[last]])) last--;
  if (table.score === null || last < 0) return null;
  const limits = [table.choice, table.recipeChoice].flatMap(({ oodLimit }) => oodLimit ?? []);
  const min = Math.min(oodScore[order[Math.floor(tail * last)]], ...limits);
  const max = Math.max(oodScore[order[last]], ...limits);
  return { min, max, counts: histogramOf(oodScore, min, max, bins) };
}
