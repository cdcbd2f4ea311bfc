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

/**
 * For work that counts images, `before` of which were done earlier: reports how many are done, how fast, and how much time is left. The time
 * left is told from the second report on: what comes before the first one (a process that starts, a graph that is made) says nothing of it.
 */
export function tellImages(
  tell: (event: StudioEvent) => void,
  before = 0,
): (done: number, total: number) => void {
  let since = { done: before, at: performance.now() };
  let isFirst = true;
  return (done, total) => {
    const now = performance.now();
    const imagesPerSecond = (done - since.done) / ((now - since.at) / 1000);
    const secondsLeft = isFirst || !(imagesPerSecond > 0) ? null : (total - done) / imagesPerSecond;
    if (isFirst) since = { done, at: now };
    isFirst = false;
    const speed = { imagesPerSecond, secondsLeft } as const;
    const progress = { phase: 'preparing', done, total, unit: 'images', ...speed } as const;
    tell({ type: 'progress', stage: 'pixels', progress });
  };
}
