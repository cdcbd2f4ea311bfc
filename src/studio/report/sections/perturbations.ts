import {
  flipRates,
  type PerturbationSummary,
  perturbationSummary,
} from '../../../core/perturbations/measures';
import { perturbationNames, perturbationWords } from '../../../core/perturbations/table';
import { counted } from '../../../core/words/counted';
import type { PerturbedModel, ReportData } from '../facts/types';
import { percent } from '../page/format';
import { html } from '../page/html';
import { type Column, panel, type Section, table } from './section';

/** How often the predictions of each model change that was measured on sequences of frames; left out if none was. */
export function perturbationsSection({ iterations, base = 0 }: ReportData): Section {
  const columns = iterations.flatMap(({ name, perturbed }) =>
    perturbed ? [columnOf(name, perturbed, iterations[base]?.perturbed ?? null)] : [],
  );
  const measured = iterations.flatMap(({ perturbed }) => (perturbed ? [perturbationSummary(perturbed)] : []));
  return {
    id: 'perturbations',
    title: 'From frame to frame',
    lead: `How often a model’s answer flips while test images change little by little (flip probability, Hendrycks and Dietterich 2019). FR is that probability divided by the one of ${iterations[base]?.name ?? 'the first model'}; below 100 % means fewer flips.`,
    content:
      columns.length === 0
        ? null
        : panel(
            'Flip probability by perturbation',
            table(
              'Flip probability of each model by perturbation',
              [{ name: 'Perturbation', cell: (row: Row) => titleOf(row) }, ...columns],
              rowsOf(measured),
            ),
          ),
  };
}

/** A perturbation, or the mean over those that were measured. */
type Row = (typeof perturbationNames)[number] | 'mean';

const titles = perturbationWords('en', 'title');
const titleOf = (row: Row) => (row === 'mean' ? 'Mean' : titles[row]);

const rowsOf = (measured: readonly PerturbationSummary[]): Row[] => [
  ...perturbationNames.filter((name) =>
    measured.some(({ rows }) => rows.some(({ perturbation }) => perturbation === name)),
  ),
  'mean',
];

function columnOf(name: string, own: PerturbedModel, base: PerturbedModel | null): Column<Row> {
  const { rows, flip } = perturbationSummary(own);
  // A flip rate compares two models on the same images; the base itself has none.
  const rates = base && base !== own && base.imageSet === own.imageSet ? flipRates(own, base) : null;
  return {
    name: `${name} (${counted(own.images, 'image')})`,
    numeric: true,
    cell: (row) => {
      const [share, rate, title] =
        row === 'mean'
          ? [flip, rates?.mfr, 'mFR']
          : [
              rows.find(({ perturbation }) => perturbation === row)?.flip,
              rates?.rows.find(({ perturbation }) => perturbation === row)?.rate,
              'FR',
            ];
      if (share === undefined || share === null) return null;
      return html`${percent(share, 1)}${typeof rate === 'number' && html` <small>${title} ${percent(rate, 0)}</small>`}`;
    },
  };
}
