import type { TFunction } from 'i18next';
import type { StageWords } from '../../core/vocabulary/stage-words';
import { count } from './format';
import { withWords } from './named-values';

/** The stage of a job, in the window's language; null before it began. */
export function stageWords(stage: StageWords | null, t: TFunction): string | null {
  if (stage === null) return null;
  const values: Record<string, string> = Object.fromEntries(
    Object.entries(stage.values).map(([name, value]) => [
      name,
      typeof value === 'number' ? count(value) : value,
    ]),
  );
  // Which placeholders a sentence has is known only where it is written, so the type is not checked here.
  const say = t as (key: string, places?: Record<string, string>) => string;
  return say(`jobs.stages.${stage.sentence}`, withWords(values));
}
