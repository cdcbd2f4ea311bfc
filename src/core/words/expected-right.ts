import { isWorrying, type TrustSummary } from '../calibration/summary';
import { type Note, note, noteSentence } from './notes';
import { percentText } from './shares';

const sources = {
  validation: { en: 'validation images', ko: '검증 이미지' },
  folds: { en: 'labelled images', ko: '라벨된 이미지' },
} as const;

const percent = (share: number) => percentText(share, 0);

/**
 * The note on the estimated correctness of a selection; a warning where it is too low. Null means that it
 * cannot be known.
 */
export function expectedRightNote(trust: TrustSummary | null): Note {
  if (!trust) return note('trust-unknown', {});
  return note(isWorrying(trust) ? 'trust-low' : 'trust-expected', {
    share: percent(trust.share),
    low: percent(trust.low),
    high: percent(trust.high),
    kept: trust.kept,
    heldOut: trust.heldOut,
    what: sources[trust.by],
  });
}

/** The same in English, with advice, each as a sentence. */
export function expectedRightSentences(trust: TrustSummary | null): string[] {
  return [expectedRightNote(trust), ...(trust?.advice ?? [])].map(
    (each) => noteSentence(each, 'cli') ?? each.code,
  );
}
