import { fractionText } from '../core/words/shares';
import type { ReportIteration } from '../studio/report';
import type { ExperimentSummary } from '../studio/report/summary';
import { experimentTable } from './experiment-table';
import { duration, percent, table } from './output';

/** Facts of a demo for its table. */
export interface DemoFacts {
  readonly report: string;
  readonly seconds: number;
  /** The name of the out-of-domain images: `digits`. */
  readonly intruders: string;
}

/** The final output of the demo: the models, and the accuracy of each labelling. */
export function demoTable(
  summary: ExperimentSummary,
  iterations: readonly ReportIteration[],
  { report, seconds, intruders }: DemoFacts,
): string {
  const labellings = iterations.filter(({ ood }) => ood !== undefined);
  const rows = labellings.map(({ name, labelling, ood = [], intruderShare, pseudoLabelAccuracy }) => [
    labelling?.by ?? name,
    ...ood.map(({ auroc }) => (Number.isFinite(auroc) ? fractionText(auroc) : '–')),
    intruderShare ? percent(intruderShare.withoutFlag) : '–',
    intruderShare ? percent(intruderShare.withFlag) : '–',
    typeof pseudoLabelAccuracy === 'number' ? percent(pseudoLabelAccuracy) : '–',
  ]);
  const scores = labellings[0]?.ood?.map(({ score }) => `AUROC ${score}`) ?? [];
  const head = ['labelled by', ...scores, `${intruders} unflagged`, `${intruders} flagged`, 'right labels'];
  return [
    experimentTable(summary),
    ...(rows.length > 0 ? ['', table(head, rows)] : []),
    '',
    `Report: ${report}   (${duration(seconds)})`,
  ].join('\n');
}
