import { isBelowThreshold } from '../../../core/selection/rule';
import { thresholdNote } from '../../../core/selection/threshold-note';
import type { Note } from '../../../core/words/notes';
import type { LabellingColumns } from '../file/labelling';

/** What is wrong with a threshold for a labelling by a model with this many classes; null if it can work. */
export function thresholdNoteOf(
  { confidence }: Pick<LabellingColumns, 'confidence'>,
  threshold: number,
  classes: number,
): Note | null {
  const images = confidence.length;
  const passing = confidence.reduce((sum, each) => sum + (isBelowThreshold(each, threshold) ? 0 : 1), 0);
  const median = Float32Array.from(confidence).sort()[Math.floor(images / 2)] ?? 0;
  return thresholdNote({ threshold, classes, images, passing, median });
}
