import type { Histogram, ReviewOverview } from '../../../contract';
import { histogramOf, scoreRange } from '../../../core/review';
import type { Project } from '../../project/folder/project';
import { reviewSteps } from '../table/steps';
import type { ReviewTable } from '../table/table';
import { labellingView } from './labellings';

const bins = 100;

export function reviewOverview(project: Project, table: ReviewTable): ReviewOverview {
  return {
    labelling: labellingView(project, table.labelling),
    choice: table.choice,
    recipeChoice: table.recipeChoice,
    classes: table.labelling.classIds.length,
    classPrecision: table.classPrecision,
    score: table.score,
    taught: table.labelling.taught,
    histograms: {
      confidence: {
        min: 0,
        max: 1,
        counts: histogramOf(table.columns.confidence, 0, 1, bins),
        below: 0,
        above: 0,
      },
      ood: scoreHistogram(table),
    },
    hasEarlier: table.before !== null,
    undo: reviewSteps(project.catalog),
  };
}

function scoreHistogram(table: ReviewTable): Histogram | null {
  const { oodScore } = table.columns;
  const order = table.order('ood', false);
  let last = order.length - 1;
  while (last >= 0 && !Number.isFinite(oodScore[order[last]])) last--;
  if (table.score === null || last < 0) return null;
  const limits = [table.choice, table.recipeChoice].flatMap(({ oodLimit }) => oodLimit ?? []);
  const { min, max } = scoreRange((share) => oodScore[order[Math.floor(share * last)]], limits);
  let [below, above] = [0, 0];
  for (const score of oodScore) {
    if (score < min) below++;
    else if (score > max) above++;
  }
  return { min, max, counts: histogramOf(oodScore, min, max, bins), below, above };
}
