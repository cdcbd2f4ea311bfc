import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../contract';
import { hundredths } from '../../../../core/words/shares';
import { ask } from '../../../base/studio/connection';
import { count, percent } from '../../../base/words/format';
import { ReliabilityDiagram } from '../../../charts/ReliabilityDiagram';
import styles from '../chosen/Evaluate.module.css';

/** How well the model's confidence matches its accuracy. */
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
      <figure className={styles.reliability}>
        <figcaption>{t('evaluate.asSaid')}</figcaption>
        <ReliabilityDiagram bins={data.bins} images={evaluation.images} />
      </figure>
      {data.calibrated && (
        <figure className={styles.reliability} data-testid="calibrated">
          <figcaption>
            {t('evaluate.atTemperature', { value: data.calibrated.temperature.toFixed(2) })}
          </figcaption>
          <ReliabilityDiagram bins={data.calibrated.bins} images={evaluation.images} />
        </figure>
      )}
      <div>
        <dl className={styles.figures}>
          <div>
            <dt title={t('evaluate.metricHelp.ece')}>{t('evaluate.metrics.ece')}</dt>
            <dd>
              {percent(data.ece, 2)}
              {data.eceInterval && (
                <small className={styles.interval} title={t('evaluate.eceIntervalHelp')}>
                  {hundredths(data.eceInterval.low)}–{percent(data.eceInterval.high)}
                </small>
              )}
            </dd>
          </div>
          {data.calibrated && (
            <div>
              <dt title={t('evaluate.temperatureHelp', { n: count(data.calibrated.fittedOn) })}>
                {t('evaluate.eceAfter')}
              </dt>
              <dd>{percent(data.calibrated.ece, 2)}</dd>
            </div>
          )}
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
