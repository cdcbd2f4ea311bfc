import type { CommonImages } from '../metrics/evaluation';
import { pairedDifference } from '../metrics/paired';
import { type Note, note, noteSentence } from '../words/notes';
import { signedPoints } from '../words/points';

/** How far the first of two models is ahead, with its interval, and whether that is more than noise; null if they share no images. */
export function pairedNote(common: CommonImages): Note | null {
  const found = pairedDifference(common);
  return (
    found &&
    note(found.withinNoise ? 'paired-noise' : 'paired-beyond', {
      points: signedPoints(found.difference),
      low: signedPoints(found.low),
      high: signedPoints(found.high),
      images: common.images,
    })
  );
}

/** The same for a model and the teacher, in English for the command line and the report. */
export function pairedSentence(common: CommonImages): string | null {
  const said = pairedNote(common);
  return said && `Against the teacher ${noteSentence(said, 'cli')}`;
}
