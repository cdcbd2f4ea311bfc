import type { CrossValidation } from '../probe/cross-validate';
import type { MoreLabels } from '../probe/more-labels';
import { type Note, note } from '../words/notes';
import { unparted } from '../words/shares';

/** The accuracy by folds with its standard deviation over them, in percent. */
export const foldsText = ({ accuracy, deviation }: CrossValidation): string =>
  unparted(`${points(accuracy)} ± ${points(deviation)} %`);

const points = (share: number) => (100 * share).toFixed(1);

/** The note on a probe's accuracy by folds, and how much the folds differ. */
export function foldsNote({ folds, images, accuracy, deviation }: CrossValidation): Note {
  return note('by-folds', { folds, images, accuracy: points(accuracy), deviation: points(deviation) });
}

/** The gain from more labels as text: "+1.9 ± 0.8". */
export const gainText = ({ gain, deviation }: MoreLabels): string =>
  `+${points(gain)} ± ${points(deviation)}`;

/** The note on what more labels would add to a linear probe; null if that is not known. */
export function moreLabelsNote({ images, more }: CrossValidation): Note | null {
  return more ? note('more-labels', { images, labels: more.labels, gain: gainText(more) }) : null;
}
