import { durationText } from '../../core/words/duration';
import { fractionText } from '../../core/words/shares';
import type { ExperimentSummary } from '../../studio/report/experiment/summary';
import type { ReportIteration, ReportScore } from '../../studio/report/facts/types';
import { percent, table } from '../terminal/output';
import { experimentTable } from './experiment-table';

/** Facts of a demo for its table. */
export interface DemoFacts {
  readonly report: string;
  readonly seconds: number;
  /** The name of the out-of-domain images: `digits`. */
  readonly intruders: string;
}

const aurocText = (of: ReportScore | undefined) =>
  of && Number.isFinite(of.auroc) ? `${fractionText(of.auroc)} ${of.score}` : '–';

/** The final output of the demo: the models, and the accuracy of each labelling. */
export function demoTable(
  summary: ExperimentSummary,
  iterations: readonly ReportIteration[],
  { report, seconds, intruders }: DemoFacts,
): string {
  const labellings = iterations.filter(({ ood }) => ood !== undefined);
  const rows = labellings.map(({ name, labelling, ood = [], intruderShare, pseudoLabelAccuracy }) => [
    labelling?.by ?? name,
    aurocText(ood.find(({ used }) => used)),
    aurocText(ood.toSorted((a, b) => b.auroc - a.auroc)[0]),
    intruderShare ? percent(intruderShare.withoutFlag) : '–',
    intruderShare ? percent(intruderShare.withFlag) : '–',
    typeof pseudoLabelAccuracy === 'number' ? percent(pseudoLabelAccuracy) : '–',
  ]);
  const head = [
    'labelled by',
    'AUROC of the flag',
    'the best',
    `${intruders} unflagged`,
    `${intruders} flagged`,
    'right labels',
  ];
  return [
    experimentTable(summary),
    ...(rows.length > 0 ? ['', table(head, rows)] : []),
    '',
    `Report: ${report}   (${durationText(seconds)})`,
  ].join('\n');
}
