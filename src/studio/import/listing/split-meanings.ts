import type { Split } from '../../../catalog';
import type { InEach } from '../../../core/words/language';

/** What the images of a split are for, in the words of an import's notes. */
export const splitMeanings: Readonly<Record<Split, InEach<string>>> = {
  'labelled-train': { en: 'to train on', ko: '학습용' },
  validation: { en: 'for validation', ko: '검증용' },
  test: { en: 'for testing', ko: '테스트용' },
  'extra-test': { en: 'a test set of its own', ko: '별도의 테스트 세트' },
  unlabelled: { en: 'unlabelled', ko: '라벨 없는 이미지' },
};

const heldBack: readonly (Split | undefined)[] = ['validation', 'test', 'extra-test'];

/** Whether the first split keeps an image further from training than the second: a test split does more so than validation. */
export const isHeldBackMore = (split: Split | undefined, other: Split | undefined): boolean =>
  heldBack.indexOf(split) > heldBack.indexOf(other);
