import type { LabelStep } from '../../../contract';
import { i18n } from '../../base/strings';
import { count } from '../../base/words/format';
import { markWords } from './mark-words';

/** Describes a step in words: "5 images labelled Shirt". */
export function labelWords(
  { classId, images, marked, excluded }: Pick<LabelStep, 'classId' | 'images'> & Partial<LabelStep>,
  nameOf: (classId: number) => string | undefined,
): string {
  if (marked) return markWords(marked, images);
  const number = { count: images, n: count(images) };
  if (excluded) return i18n.t('exclude.done', number);
  if (excluded === false) return i18n.t('exclude.broughtBack', number);
  if (classId === null) return i18n.t('label.took', number);
  return i18n.t('label.gave', { ...number, name: nameOf(classId) ?? '' });
}
