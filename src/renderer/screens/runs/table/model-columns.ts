import type { ExperimentView, RunView } from '../../../../contract';
import { methodWords } from '../../../../core/methods';
import { accuracyInterval, metricText } from '../../../../core/sentences/metrics';
import { i18n, spoken } from '../../../base/strings';
import { count, duration, moment, percent, speed } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { gainOver } from '../experiment/gain';

/** One model of any experiment. */
export interface ModelRow {
  readonly experiment: ExperimentView;
  readonly run: RunView;
  /** The model's teacher, over which its gain is computed; undefined for the first teacher. */
  readonly base: RunView | undefined;
}

interface ModelColumn {
  /** What rows are sorted by; null stands for an unknown value and comes last. */
  readonly value: (row: ModelRow) => string | number | null;
  readonly text: (row: ModelRow) => string;
  /** A faint text beside the main one. */
  readonly beside?: (row: ModelRow) => string;
  /** Whether the column holds numbers, which are aligned right and sorted with the largest first. */
  readonly isNumber: boolean;
}

const words = (text: (row: ModelRow) => string): ModelColumn => ({ value: text, text, isNumber: false });
const number = (
  value: (row: ModelRow) => number | null | undefined,
  text: (value: number | null) => string,
): ModelColumn => ({
  value: (row) => finite(value(row)),
  text: (row) => text(finite(value(row))),
  isNumber: true,
});

const finite = (value: number | null | undefined) =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const whole = (value: number | null) => (value === null ? '–' : count(Math.round(value)));
const dateOf = ({ run }: ModelRow) => run.finishedAt ?? run.startedAt;

/** All columns of the table of models, in their order. */
export const modelColumns = {
  experiment: words(({ experiment }) => experiment.name),
  model: words(({ run }) => modelName(run.name)),
  method: words(({ experiment }) => spoken(methodWords[experiment.recipe.method]).title),
  architecture: words(({ run }) => run.arch),
  size: number(({ run }) => run.imageSize, whole),
  state: words(({ run }) => i18n.t(`runs.states.${run.state}`)),
  validation: number(({ run }) => run.validationAccuracy, percent),
  test: {
    ...number(({ run }) => run.testAccuracy, percent),
    beside: ({ run }) => accuracyInterval(run.testAccuracy, run.testImages),
  },
  macroF1: number(
    ({ run }) => run.testMetrics?.macroF1,
    (value) => metricText('macroF1', value),
  ),
  gain: number(
    ({ base, run }) => gainOver(base, run)?.gain,
    (value) => (value === null ? '–' : `${value < 0 ? '−' : '+'}${percent(Math.abs(value))}`),
  ),
  steps: number(({ run }) => run.trainedSteps, whole),
  seconds: number(({ run }) => run.seconds, duration),
  speed: number(
    ({ run }) => run.imagesPerSecond,
    (value) => (value === null ? '–' : speed(value)),
  ),
  seed: number(({ experiment }) => experiment.seed, whole),
  date: number(dateOf, (value) => (value === null ? '–' : moment(value))),
} as const satisfies Record<string, ModelColumn>;

export type ModelColumnName = keyof typeof modelColumns;
export const modelColumnNames = Object.keys(modelColumns) as readonly ModelColumnName[];

/** A column by its name, typed as a general one. */
export const modelColumn = (name: ModelColumnName): ModelColumn => modelColumns[name];

export interface ModelSort {
  readonly by: ModelColumnName;
  readonly descending: boolean;
}

/** The rows sorted by a column, equal ones with the newest first. Unknown values come last in both directions. */
export function sortedModels(rows: readonly ModelRow[], { by, descending }: ModelSort): ModelRow[] {
  const { value } = modelColumn(by);
  const known = rows.map((row) => ({ row, value: value(row) }));
  return known
    .sort((a, b) => {
      if (a.value === null || b.value === null)
        return Number(a.value === null) - Number(b.value === null) || newest(a.row, b.row);
      const order = compared(a.value, b.value);
      return (descending ? -order : order) || newest(a.row, b.row);
    })
    .map(({ row }) => row);
}

const newest = (a: ModelRow, b: ModelRow) => b.run.runId - a.run.runId;

function compared(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Student 10 comes after Student 9.
  return String(a).localeCompare(String(b), i18n.language, { numeric: true });
}
