import { modelText } from '../core/words/models';
import type { ReportIteration } from '../studio/report';
import type { ExperimentSummary } from '../studio/report/summary';
import { duration, percent, table } from './output';

/** What one seed of a demo gave. */
export interface SeedOutcome {
  readonly summary: ExperimentSummary;
  readonly iterations: readonly ReportIteration[];
}

type Figure = number | null | undefined;

/** The models of several seeds: each one's test accuracy, and means of what else was measured. */
export function seedsTable(outcomes: readonly SeedOutcome[]): string {
  const [first] = outcomes;
  const rows = first.summary.models.map(({ name, arch }, at) => {
    const models = outcomes.map(({ summary }) => summary.models[at]);
    const taught = outcomes.map(({ iterations }) => iterations[at]);
    const mean = (of: readonly Figure[], show: (value: number) => string) => {
      const known = of.filter((value) => typeof value === 'number' && Number.isFinite(value)) as number[];
      return known.length < of.length
        ? '–'
        : show(known.reduce((sum, value) => sum + value, 0) / known.length);
    };
    return [
      modelText(name),
      arch,
      ...models.map(({ testAccuracy }) => (testAccuracy === null ? '–' : percent(testAccuracy))),
      mean(
        models.map(({ testAccuracy }) => testAccuracy),
        percent,
      ),
      mean(
        models.map(({ testMetrics }) => testMetrics?.balancedAccuracy),
        percent,
      ),
      mean(
        taught.map((each) => each?.labelling?.kept),
        (kept) => Math.round(kept).toLocaleString('en'),
      ),
      mean(
        taught.map((each) => each?.pseudoLabelAccuracy),
        percent,
      ),
      mean(
        taught.map((each) => each?.ood?.find(({ score }) => score === 'mahalanobis')?.auroc),
        (area) => area.toFixed(2),
      ),
      mean(
        models.map(({ seconds }) => seconds),
        duration,
      ),
    ];
  });
  const seeds = outcomes.map(({ summary }) => `seed ${summary.seed}`);
  const head = [
    'model',
    'size',
    ...seeds,
    'mean',
    'balanced',
    'labels kept of it',
    'of them right',
    'AUROC',
    'training',
  ];
  return table(head, rows);
}
