import { Text } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { ask } from '../../../base/studio/connection';
import { count } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';
import { PredictionGrid } from './PredictionGrid';

const shown = 2000;

/**
 * The wrong predictions with the highest confidence: often a wrong label, or an appearance of a class that
 * was not in the training set.
 */
export function MistakesTab({ evaluation }: { readonly evaluation: EvaluationView }) {
  const { t } = useTranslation();
  const input = { evaluationId: evaluation.id, wrong: true, limit: shown };
  const { data: mistakes } = useQuery(ask.evaluate.predictions.queryOptions({ input }));
  if (!mistakes) return null;
  const wrong = Math.round((1 - (evaluation.metrics.values.accuracy ?? 1)) * evaluation.images);
  if (mistakes.length === 0) return <Empty icon={IconMoodSmile} title={t('evaluate.noMistakes')} />;
  return (
    <div className={styles.fill}>
      <Text c="dimmed" mb="xs">
        {t('evaluate.mistakesHelp', {
          count: evaluation.images,
          wrong: count(wrong),
          images: count(evaluation.images),
        })}
        {mistakes.length < wrong && ` ${t('evaluate.firstOnly', { n: count(mistakes.length) })}`}
      </Text>
      <div className={styles.rest}>
        <PredictionGrid predictions={mistakes} label={t('evaluate.tabs.mistakes')} size={104} alone />
      </div>
    </div>
  );
}
