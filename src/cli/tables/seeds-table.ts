import { type ModelName, modelText } from '../../core/vocabulary/models';
import { durationText } from '../../core/words/duration';
import { fractionText } from '../../core/words/shares';
import type { ExperimentSummary } from '../../studio/report/experiment/summary';
import type { ReportIteration } from '../../studio/report/facts/types';
import { percent, table } from '../terminal/output';

/** The result of one seed of a demo. */
export interface SeedOutcome {
  readonly summary: ExperimentSummary;
  readonly iterations: readonly ReportIteration[];
}

/** One model of a demo over several seeds. Means are null if a seed lacks the figure. */
export interface SeedsModel {
  readonly name: ModelName;
  readonly arch: string;
  /** One for each seed, in order. */
  readonly testAccuracies: readonly (number | null)[];
  readonly means: {
    readonly testAccuracy: number | null;
    readonly balancedAccuracy: number | null;
    /** The number of kept pseudo-labels, and the share of correct ones. */
    readonly labelsKept: number | null;
    readonly labelsRight: number | null;
    /** How well the score that flagged images recognises those of no class (AUROC). */
    readonly auroc: number | null;
    readonly seconds: number | null;
  };
}

type Figure = number | null | undefined;

const isKnown = (value: Figure): value is number => typeof value === 'number' && Number.isFinite(value);

function mean(figures: readonly Figure[]): number | null {
  const known = figures.filter(isKnown);
  return known.length < figures.length ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The models over several seeds: the test accuracy for each seed, and the means of the other figures. */
export function overSeeds(outcomes: readonly SeedOutcome[]): SeedsModel[] {
  return outcomes[0].summary.models.map(({ name, arch }, at) => {
    const models = outcomes.map(({ summary }) => summary.models[at]);
    const taught = outcomes.map(({ iterations }) => iterations[at]);
    const testAccuracies = models.map(({ testAccuracy }) => testAccuracy);
    return {
      name,
      arch,
      testAccuracies,
      means: {
        testAccuracy: mean(testAccuracies),
        balancedAccuracy: mean(models.map(({ testMetrics }) => testMetrics?.balancedAccuracy)),
        labelsKept: mean(taught.map((each) => each?.labelling?.kept)),
        labelsRight: mean(taught.map((each) => each?.pseudoLabelAccuracy)),
        auroc: mean(taught.map((each) => each?.ood?.find(({ used }) => used)?.auroc)),
        seconds: mean(models.map(({ seconds }) => seconds)),
      },
    };
  });
}

/** The same for people. */
export function seedsTable(seeds: readonly number[], models: readonly SeedsModel[]): string {
  const head = [
    'model',
    'size',
    ...seeds.map((seed) => `seed ${seed}`),
    'mean',
    'balanced',
    'labels kept of it',
    'of them right',
    'AUROC',
    'training',
  ];
  const rows = models.map(({ name, arch, testAccuracies, means }) => [
    modelText(name),
    arch,
    ...testAccuracies.map((accuracy) => shown(accuracy, percent)),
    shown(means.testAccuracy, percent),
    shown(means.balancedAccuracy, percent),
    shown(means.labelsKept, (kept) => Math.round(kept).toLocaleString('en')),
    shown(means.labelsRight, percent),
    shown(means.auroc, (area) => fractionText(area)),
    shown(means.seconds, durationText),
  ]);
  return table(head, rows);
}

const shown = (value: number | null, show: (value: number) => string) => (value === null ? '–' : show(value));
