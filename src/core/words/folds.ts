import type { CrossValidation } from '../probe/cross-validate';
import type { MoreLabels } from '../probe/more-labels';
import { type Note, note } from './notes';

/** The accuracy by folds with its standard deviation over them, in percent. */
export const foldsText = ({ accuracy, deviation }: CrossValidation): string =>
  `${points(accuracy)} ± ${points(deviation)} %`;

const points = (share: number) => (100 * share).toFixed(1);

/** What a probe is worth by folds, and how much they differ. */
export function foldsNote({ folds, images, accuracy, deviation }: CrossValidation): Note {
  return note('by-folds', { folds, images, accuracy: points(accuracy), deviation: points(deviation) });
}

/** What more labels are worth: "+1.9 ± 0.8". */
export const gainText = ({ gain, deviation }: MoreLabels): string =>
  `+${points(gain)} ± ${points(deviation)}`;

/** What more labels would bring to a linear probe; null where that is not known. */
export function moreLabelsNote({ images, more }: CrossValidation): Note | null {
  return more ? note('more-labels', { images, labels: more.labels, gain: gainText(more) }) : null;
}
