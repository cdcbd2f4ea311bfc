import { type TrustSummary, verdictOn } from '../calibration/summary';
import { type Note, note, noteSentence } from '../words/notes';
import { percentText } from '../words/shares';

const codes = { few: 'trust-few', low: 'trust-low', well: 'trust-expected' } as const;
const sources = {
  validation: { en: 'validation image', ko: '검증 이미지' },
  folds: { en: 'labelled image', ko: '라벨된 이미지' },
} as const;

const percent = (share: number) => percentText(share, 0);

/**
 * The note on the estimated correctness of a selection: a warning if it is too low, or if too few images were held out to tell. A null
 * `trust` means that it cannot be known.
 */
export function expectedRightNote(trust: TrustSummary | null): Note {
  if (!trust) return note('trust-unknown', {});
  const { en, ko } = sources[trust.by];
  return note(codes[verdictOn(trust)], {
    share: percent(trust.share),
    low: percent(trust.low),
    high: percent(trust.high),
    kept: trust.kept,
    heldOut: trust.heldOut,
    what: { en: trust.heldOut === 1 ? en : `${en}s`, ko },
  });
}

/** The same note followed by the advice, if the share is too low: earlier versions also stored advice that was based on too few images. */
export function expectedRightNotes(trust: TrustSummary | null): Note[] {
  const advice = trust && verdictOn(trust) === 'low' ? trust.advice : [];
  return [expectedRightNote(trust), ...advice];
}

/** The same in English, each as a sentence. */
export function expectedRightSentences(trust: TrustSummary | null): string[] {
  return expectedRightNotes(trust).map((each) => noteSentence(each, 'cli') ?? each.code);
}
