import type { ReviewStep } from '../../../../contract';
import { i18n } from '../../../base/strings';
import { count } from '../../../base/words/format';
import { markWords } from '../../../gallery/marks/mark-words';

/** Describes a step in words: "5,000 images to Shirt", "thresholds and balance". */
export function stepWords(
  step: ReviewStep,
  classes: readonly { readonly id: number; readonly name: string }[],
  labellingId: number,
): string {
  const { decision, images, classId, labellingRunId } = step;
  if (decision === 'choose' || decision === 'teach')
    return i18n.t(
      `review.steps.${labellingRunId === labellingId ? decision : (`${decision}Elsewhere` as const)}`,
    );
  if (decision === 'mark') return step.marked ? markWords(step.marked, images) : '';
  const name = classes.find(({ id }) => id === classId)?.name ?? '';
  return i18n.t(`review.steps.${decision}`, { count: images, n: count(images), name });
}
