import type { TFunction } from 'i18next';
import type { StageWords } from '../../../core/vocabulary/stage-words';
import type { Language } from '../../../core/words/language';
import { fill } from '../../../core/words/template';
import { i18n } from '../strings';
import { withWords } from './named-values';

/** The stage of a job, in the window's language; null before it began. */
export function stageWords(stage: StageWords | null, t: TFunction): string | null {
  if (stage === null) return null;
  // The placeholders of a sentence are known only where the sentence is written, so the type is not checked here.
  const say = t as (key: string, options: { readonly skipInterpolation: true }) => string;
  const sentence = say(`jobs.stages.${stage.sentence}`, { skipInterpolation: true });
  return fill(sentence, withWords(stage.values), i18n.language as Language);
}
