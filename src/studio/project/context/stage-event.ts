import { type StageSentence, type StageWords, stageText } from '../../../core/vocabulary/stage-words';
import type { Stage, StudioEvent } from './context';

/** The event that a stage begins, with a sentence that can be shown in other languages. */
export function stageEvent(
  stage: Stage,
  sentence: StageSentence,
  values: StageWords['values'] = {},
): StudioEvent {
  const words = { sentence, values };
  return { type: 'stage', stage, text: stageText(words), words };
}

/** For work that counts images, `before` of which were done earlier: reports how many are done, how fast, and how much time is left. */
export function tellImages(
  tell: (event: StudioEvent) => void,
  before = 0,
): (done: number, total: number) => void {
  const began = performance.now();
  return (done, total) => {
    const imagesPerSecond = (done - before) / ((performance.now() - began) / 1000);
    const secondsLeft = (total - done) / imagesPerSecond;
    const speed = { imagesPerSecond, secondsLeft } as const;
    const progress = { phase: 'preparing', done, total, unit: 'images', ...speed } as const;
    tell({ type: 'progress', stage: 'pixels', progress });
  };
}
