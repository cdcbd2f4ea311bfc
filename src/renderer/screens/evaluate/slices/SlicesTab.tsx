import { ActionIcon, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconMoodSmile, IconSlice } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../contract';
import { sliceNotesOf } from '../../../../core/sentences/slices';
import type { Slice } from '../../../../core/slices/measure';
import { Empty } from '../../../base/frame/Empty';
import { ask } from '../../../base/studio/connection';
import { noteText } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';
import { PredictionGrid } from '../predictions/PredictionGrid';
import { SliceTable } from './SliceTable';

/** The accuracy of parts of the images, the weakest first; a click opens the mistakes in one. */
export function SlicesTab({ evaluation: { id } }: { readonly evaluation: EvaluationView }) {
  const { t } = useTranslation();
  const { data: measured } = useQuery(ask.evaluate.slices.queryOptions({ input: { evaluationId: id } }));
  const [slice, open] = useState<Slice | null>(null);
  if (!measured) return null;
  if (slice) return <Mistakes evaluationId={id} slice={slice} close={() => open(null)} />;
  if (measured.slices.length === 0)
    return (
      <Empty icon={IconSlice} title={t('evaluate.slices.none')}>
        {t('evaluate.slices.noneHelp')}
      </Empty>
    );
  return (
    <>
      <Text c="dimmed" mb="xs" role="note">
        {[...sliceNotesOf(measured).map(noteText), t('evaluate.slices.help')].join(' ')}
      </Text>
      <SliceTable measured={measured} open={open} />
    </>
  );
}

interface MistakesProps {
  readonly evaluationId: number;
  readonly slice: Slice;
  readonly close: () => void;
}

/** The most confident mistakes in one slice. */
function Mistakes({ evaluationId, slice, close }: MistakesProps) {
  const { t } = useTranslation();
  const { rule, name, images, right } = slice;
  const title = `${t(`evaluate.slices.by.${rule}`)}: ${name}`;
  const { data } = useQuery(ask.evaluate.sliceMistakes.queryOptions({ input: { evaluationId, rule, name } }));
  return (
    <section className={styles.fill} aria-label={title}>
      <Group gap="xs" mb="xs" wrap="nowrap">
        <ActionIcon variant="subtle" color="gray" aria-label={t('evaluate.slices.back')} onClick={close}>
          <IconArrowLeft size={16} />
        </ActionIcon>
        <Text fw={600} truncate>
          {title}
        </Text>
        <Text c="dimmed" style={{ flex: 'none' }}>
          {t('evaluate.slices.mistakes', { count: images, wrong: count(images - right), n: count(images) })}
        </Text>
      </Group>
      {data?.length === 0 && <Empty icon={IconMoodSmile} title={t('evaluate.slices.noMistakes')} />}
      {data && data.length > 0 && (
        <div className={styles.rest}>
          <PredictionGrid predictions={data} label={title} size={104} alone />
        </div>
      )}
    </section>
  );
}
