import type { TFunction } from 'i18next';
import type { StageWords } from '../../core/vocabulary/stage-words';
import { count } from './format';
import { withWords } from './named-values';

/** What a job is doing, in the window's language; null before it began. */
export function stageWords(stage: StageWords | null, t: TFunction): string | null {
  if (stage === null) return null;
  const values: Record<string, string> = Object.fromEntries(
    Object.entries(stage.values).map(([name, value]) => [
      name,
      typeof value === 'number' ? count(value) : value,
    ]),
  );
  // Which places a sentence has is known where it is told, not here.
  const say = t as (key: string, places?: Record<string, string>) => string;
  return say(`jobs.stages.${stage.sentence}`, withWords(values));
}
