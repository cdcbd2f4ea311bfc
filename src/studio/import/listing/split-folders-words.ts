import type { Split } from '../../../catalog';
import type { InEach, Language } from '../../../core/words/language';
import type { SplitLayout } from './split-layout';
import { splitMeanings } from './split-meanings';

/** The folders of a layout with their purposes: "test (for testing); train (to train on)". */
export function foldersInWords({ folders }: Pick<SplitLayout, 'folders'>): InEach<string> {
  const inWords = (language: Language) =>
    Object.entries(folders)
      .map(([split, names]) => `${names.join(', ')} (${splitMeanings[split as Split][language]})`)
      .join('; ');
  return { en: inWords('en'), ko: inWords('ko') };
}
