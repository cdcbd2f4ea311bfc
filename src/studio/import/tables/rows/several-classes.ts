import type { InEach } from '../../../../core/words/language';
import { type Note, note } from '../../../../core/words/notes';

/** The code of an image that was left out because of its several classes. */
export const severalClasses = 'several-classes';

/** Why an image of several classes is left out. */
export const severalClassesNote = (labels: readonly string[]): Note =>
  note(severalClasses, { count: labels.length, classes: someClasses(labels) });

/** The first few of several classes. */
export function someClasses(labels: readonly string[]): InEach<string> {
  const some = labels.slice(0, 5).join(', ');
  return labels.length > 5 ? { en: `${some} and others`, ko: `${some} 등` } : { en: some, ko: some };
}
