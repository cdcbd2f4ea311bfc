import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../contract';
import { percent } from '../../base/format';
import { ask } from '../../base/studio/connection';
import { ReliabilityDiagram } from '../../charts/ReliabilityDiagram';
import styles from './Evaluate.module.css';

/** Whether the model's confidence can be believed. */
export function CalibrationTab({ evaluation }: { readonly evaluation: EvaluationView }) {
  const { t } = useTranslation();
  const input = { evaluationId: evaluation.id };
  const { data } = useQuery(ask.evaluate.calibration.queryOptions({ input }));
  if (!data) return null;
  const mean = data.bins.reduce((sum, bin) => sum + bin.confidence * bin.images, 0) / evaluation.images;
  const accuracy = evaluation.metrics.values.accuracy ?? Number.NaN;
  const over = mean - accuracy;
  const verdict = Math.abs(over) < 0.02 ? 'fair' : over > 0 ? 'over' : 'under';
  return (
    <div className={styles.calibration}>
      <ReliabilityDiagram bins={data.bins} images={evaluation.images} />
      <div>
        <dl className={styles.figures}>
          <div>
            <dt title={t('evaluate.metricHelp.ece')}>{t('evaluate.metrics.ece')}</dt>
            <dd>{percent(data.ece, 2)}</dd>
          </div>
          <div>
            <dt>{t('evaluate.mce')}</dt>
            <dd>{percent(data.mce, 1)}</dd>
          </div>
          <div>
            <dt>{t('evaluate.meanConfidence')}</dt>
            <dd>{percent(mean)}</dd>
          </div>
          <div>
            <dt>{t('evaluate.metrics.accuracy')}</dt>
            <dd>{percent(accuracy)}</dd>
          </div>
        </dl>
        <Text>{t(`evaluate.verdict.${verdict}`)}</Text>
        <Text c="dimmed" mt="xs">
          {t('evaluate.calibrationHelp')}
        </Text>
      </div>
    </div>
  );
}
