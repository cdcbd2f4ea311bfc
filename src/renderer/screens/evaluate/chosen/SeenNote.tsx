import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../contract';
import type { CommonImages } from '../../../../core/metrics/evaluation';
import { count } from '../../../base/words/format';
import { partTitle, type ShownPart } from './choice';

interface SeenNoteProps {
  readonly evaluation: EvaluationView;
  readonly part: ShownPart;
  /** The images in common with the model compared with; null if there is none. */
  readonly common: CommonImages | null;
}

/** Caveats of an accuracy: images that the model was trained on, and a comparison on different images. */
export function SeenNote({ evaluation: { seen }, part, common }: SeenNoteProps) {
  const { t } = useTranslation();
  const notes: string[] = [];
  if (!seen) notes.push(t('evaluate.seen.unknown'));
  else if (!seen.leftOut) {
    if (seen.trained > 0) notes.push(t('evaluate.seen.included', { n: count(seen.trained) }));
  } else {
    const values = { split: partTitle(part) };
    if (seen.trained > 0)
      notes.push(t('evaluate.seen.trained', { ...values, count: seen.trained, n: count(seen.trained) }));
    if (seen.validated > 0)
      notes.push(
        t('evaluate.seen.validated', { ...values, count: seen.validated, n: count(seen.validated) }),
      );
  }
  if (common && common.others > 0) notes.push(t('evaluate.seen.common', { n: count(common.images) }));
  return notes.map((note) => (
    <Text key={note} fz="xs" c="dimmed" role="note">
      {note}
    </Text>
  ));
}
