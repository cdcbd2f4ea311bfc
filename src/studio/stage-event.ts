import { type StageSentence, type StageWords, stageText } from '../core/stage-words';
import type { Stage, StudioEvent } from './context';

/** Says that a stage begins, in a sentence that can be told in other languages. */
export function stageEvent(
  stage: Stage,
  sentence: StageSentence,
  values: StageWords['values'] = {},
): StudioEvent {
  const words = { sentence, values };
  return { type: 'stage', stage, text: stageText(words), words };
}
