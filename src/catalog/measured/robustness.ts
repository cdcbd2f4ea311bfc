import type { Cell } from '../../core/corruptions/corrupt';
import type { Severity } from '../../core/corruptions/corruption';
import type { CorruptedResults } from '../../core/corruptions/measures';
import { type CorruptionName, corruptionNames } from '../../core/corruptions/table';
import type { Measurement, MeasurementKind } from './measurements';

/** A model's predictions for a split's images, clean and corrupted, as far as they were measured. */
export type Robustness = Measurement<Pick<CorruptedResults, 'right' | 'cells'>>;

type Row = { readonly corruption: string; readonly severity: number; readonly correct: number };

const clean = { corruption: 'clean', severity: 0 } as const;

/**
 * The count of a cell is the number of images that were predicted correctly; a cell of null stands for the
 * uncorrupted images.
 */
export const robustness: MeasurementKind<
  Cell | null,
  number,
  Row,
  Pick<CorruptedResults, 'right' | 'cells'>
> = {
  ...{ table: 'robustness', cells: 'robustness_cells', link: 'robustness_id' },
  key: 'corruption, severity',
  row(cell, correct) {
    const { corruption, severity } = cell ?? clean;
    return { corruption, severity, correct };
  },
  results: (rows) => ({
    right: rows.find(({ corruption }) => corruption === clean.corruption)?.correct ?? null,
    cells: rows.flatMap(({ corruption, severity, correct }) =>
      isName(corruption) ? [{ corruption, severity: severity as Severity, right: correct }] : [],
    ),
  }),
};

/** A later version may know more corruptions. */
const isName = (name: string): name is CorruptionName => corruptionNames.includes(name as CorruptionName);
