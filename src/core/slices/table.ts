import type { Language } from '../words/language';
import type { SlicingRule } from './rule';
import { byBrightness } from './rules/brightness';
import { byClass } from './rules/class';
import { byDate } from './rules/date';
import { byGroup } from './rules/group';
import { bySize } from './rules/size';
import { bySource } from './rules/source';
import { byTag } from './rules/tag';

/** Every slicing rule, one line each. Command line, window and report follow from this table. */
const rules = [byClass, bySource, byGroup, byTag, bySize, byBrightness, byDate] as const;

export type SlicingName = (typeof rules)[number]['name'];

export const slicings: readonly SlicingRule<SlicingName>[] = rules;

export const slicingNames = slicings.map(({ name }) => name);

/** One kind of words of every rule by name, in a language of the window. */
export function slicingWords(language: Language, kind: 'title' | 'help'): Record<SlicingName, string> {
  const entries = slicings.map(({ name, words }) => [name, words[language][kind]]);
  return Object.fromEntries(entries) as Record<SlicingName, string>;
}
