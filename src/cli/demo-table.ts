import { fractionText } from '../core/words/shares';
import type { ReportIteration } from '../studio/report';
import type { ExperimentSummary } from '../studio/report/summary';
import { experimentTable } from './experiment-table';
import { duration, percent, table } from './output';

/** What a demo is about to who reads its table. */
export interface DemoFacts {
  readonly report: string;
  readonly seconds: number;
  /** What the images of no class are called: `digits`. */
  readonly intruders: string;
}

/** The demo's last word: the models, and how right each labelling was. */
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
