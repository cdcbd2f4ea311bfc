import { leastAlike } from '../ood/contrast';
import { leastRejected } from '../ood/taught';
import type { TaughtFlag } from '../stored/columns';
import { type Note, note } from '../words/notes';
import { percentText } from '../words/shares';

/** The note on how decisions, or a comparison of the pool with the labelled images, changed the flag of a labelling. */
export function taughtNote({
  rejected,
  isTaught,
  more,
  fewer,
  contrast,
}: Pick<TaughtFlag, 'rejected' | 'isTaught' | 'more' | 'fewer' | 'contrast'>): Note {
  if (isTaught && rejected >= leastRejected) return note('flag-taught', { rejected, more, fewer });
  const alike = contrast ? percentText(contrast.alike, 0) : '';
  if (isTaught) return note('flag-contrast', { more, fewer, alike });
  if (contrast && contrast.alike >= leastAlike) return note('flag-contrast-nothing', {});
  if (contrast) return note('flag-contrast-refused', { alike });
  return note('flag-untaught', { rejected, least: leastRejected });
}
