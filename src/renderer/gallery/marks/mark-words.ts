import type { LabelStep } from '../../../contract';
import { i18n } from '../../base/strings';
import { count } from '../../base/words/format';

/** Describes a step that changed marks: "5 images tagged “night”". */
export function markWords(marked: NonNullable<LabelStep['marked']>, images: number): string {
  const number = { count: images, n: count(images) };
  if (marked.kind === 'note') return i18n.t(marked.note === '' ? 'marks.unnoted' : 'marks.noted', number);
  if (marked.kind === 'star') return i18n.t(marked.on ? 'marks.starred' : 'marks.unstarred', number);
  return i18n.t(marked.on ? 'marks.tagged' : 'marks.untagged', { ...number, name: marked.name });
}
