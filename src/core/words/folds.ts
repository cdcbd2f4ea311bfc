import type { CrossValidation } from '../probe/cross-validate';
import { type Note, note } from './notes';

/** The accuracy by folds with its standard deviation over them, in percent. */
export const foldsText = ({ accuracy, deviation }: CrossValidation): string =>
  `${points(accuracy)} ± ${points(deviation)} %`;

const points = (share: number) => (100 * share).toFixed(1);

/** What a probe is worth by folds, and how much they differ. */
export function foldsNote({ folds, images, accuracy, deviation }: CrossValidation): Note {
  return note('by-folds', { folds, images, accuracy: points(accuracy), deviation: points(deviation) });
}
