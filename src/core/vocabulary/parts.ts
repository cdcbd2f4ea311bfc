import type { InEach } from '../words/language';
import type { Split } from './images';
import { splitNames } from './splits';

/** What a model is measured on, as sentences name it: a split, or a test set by its name. */
export type NamedPart = Split | { readonly name: string };

export const partName = (part: NamedPart): InEach<string> =>
  typeof part === 'string' ? splitNames[part] : { en: part.name, ko: part.name };
