import type { InEach, Language } from '../words/language';
import { type Split, splits } from './images';

/** What each split is called: on the screens of the window, and in sentences of every face. */
export const splitNames: Readonly<Record<Split, InEach<string>>> = {
  'labelled-train': { en: 'Labelled', ko: '라벨 있음' },
  validation: { en: 'Validation', ko: '검증' },
  test: { en: 'Test', ko: '테스트' },
  'extra-test': { en: 'Named test sets', ko: '이름 있는 테스트 세트' },
  unlabelled: { en: 'Unlabelled', ko: '라벨 없음' },
};

/** The names in one language. */
export function splitTitles(language: Language): Readonly<Record<Split, string>> {
  const named = splits.map((split) => [split, splitNames[split][language]]);
  return Object.fromEntries(named) as Record<Split, string>;
}
