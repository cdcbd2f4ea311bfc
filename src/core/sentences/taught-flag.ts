import { leastRejected } from '../ood/taught';
import type { TaughtFlag } from '../stored/columns';
import { type Note, note } from '../words/notes';

/** The note on how decisions changed the flag of a labelling. */
export function taughtNote({
  rejected,
  isTaught,
  more,
  fewer,
}: Pick<TaughtFlag, 'rejected' | 'isTaught' | 'more' | 'fewer'>): Note {
  return isTaught
    ? note('flag-taught', { rejected, more, fewer })
    : note('flag-untaught', { rejected, least: leastRejected });
}
