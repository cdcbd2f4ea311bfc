import type { PerturbedResults, SequenceCounts } from '../../core/perturbations/measures';
import { type PerturbationName, perturbationNames } from '../../core/perturbations/table';
import type { Measurement, MeasurementKind } from './measurements';

/** A model's results on perturbation sequences of a split's images, as far as they were measured. */
export type Perturbations = Measurement<Pick<PerturbedResults, 'sequences'>>;

type Row = { readonly perturbation: string } & {
  readonly [column in keyof SequenceCounts]: SequenceCounts[column];
};

export const perturbations: MeasurementKind<
  PerturbationName,
  SequenceCounts,
  Row,
  Pick<PerturbedResults, 'sequences'>
> = {
  ...{ table: 'perturbations', cells: 'perturbation_cells', link: 'perturbations_id' },
  key: 'perturbation',
  row: (perturbation, { pairs, flips, top5 }) => ({ perturbation, pairs, flips, top5 }),
  results: (rows) => ({
    sequences: rows.flatMap(({ perturbation, pairs, flips, top5 }) =>
      isName(perturbation) ? [{ perturbation, pairs, flips, top5 }] : [],
    ),
  }),
};

/** A later version may know more perturbations. */
const isName = (name: string): name is PerturbationName =>
  perturbationNames.includes(name as PerturbationName);
