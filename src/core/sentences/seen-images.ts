import type { CommonImages, SeenImages } from '../metrics/evaluation';
import { type NamedPart, partName } from '../vocabulary/parts';
import { counted } from '../words/counted';
import { type Note, note, noteSentence } from '../words/notes';

/** The note for a model whose training images are unknown. */
export const seenUnknown: Note = note('seen-unknown', {});

/** The note on measured images that the model was trained on; null if there were none. */
export function seenNote({ trained, validated, leftOut }: SeenImages, part: NamedPart): Note | null {
  if (trained + validated === 0) return null;
  const inWords = (learnt: string, chosen: string, and: string) =>
    [trained > 0 ? learnt : null, validated > 0 ? chosen : null].filter((part) => part !== null).join(and);
  const what = {
    en: inWords(
      `${images(trained)} that it, or a model that it learnt from, was trained on (near copies count)`,
      `${images(validated)} of its validation, by which its weights were chosen`,
      ' and ',
    ),
    ko: inWords(
      `이 모델이나 이 모델이 배운 모델이 학습한 이미지(유사 사본 포함) ${trained.toLocaleString('ko')}장`,
      `가중치를 고를 때 쓴 검증 이미지 ${validated.toLocaleString('ko')}장`,
      ', ',
    ),
  };
  return leftOut ? note('seen-left-out', { split: partName(part), what }) : note('seen-measured', { what });
}

/** The same in English, for the command line and the report; null means that it is not known. */
export function seenSentence(seen: SeenImages | null, part: NamedPart): string | null {
  const said = seen ? seenNote(seen, part) : seenUnknown;
  return said && noteSentence(said, 'cli');
}

const images = (count: number): string => counted(count, 'image');

/** Says that two accuracies come from different images, and what is compared instead; null if they do not. */
export function comparisonSentence({ images: both, others }: CommonImages): string | null {
  if (others === 0) return null;
  return both === 0
    ? 'The two were measured on different images: their accuracies cannot be compared.'
    : `The two were not measured on the same images: the gain counts the ${images(both)} that both were measured on.`;
}

/**
 * Says that images have other labels or another split than when they were measured, so that the accuracy refers to the earlier ones; null
 * if none has. `again` says how to measure them again.
 */
export function changedSentence(changed: number, again = 'Measure again'): string | null {
  if (changed === 0) return null;
  const has = changed === 1 ? 'has' : 'have';
  return `Since this was measured, ${images(changed)} ${has} been added, relabelled, moved to another split or taken out of use. ${again} to bring the figures up to date.`;
}

/** By how much the first of two models is ahead on the images of both, as a share; null if they have none in common. */
export function gainOn({ images: both, right, rightOfOther }: CommonImages): number | null {
  return both === 0 ? null : (right - rightOfOther) / both;
}
