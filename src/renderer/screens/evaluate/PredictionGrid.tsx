import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PredictionView } from '../../../contract';
import { percent } from '../../base/format';
import { nameOf, useClasses } from '../../base/use-classes';
import { ImageGrid } from '../../gallery/ImageGrid';
import styles from './Evaluate.module.css';

interface PredictionGridProps {
  readonly predictions: readonly PredictionView[];
  readonly label: string;
  readonly size?: number;
}

/** Images with what a model said of them and what their label is. */
export function PredictionGrid({ predictions, label, size }: PredictionGridProps) {
  const { t } = useTranslation();
  const classes = useClasses();
  const images = useMemo(
    () =>
      predictions.map(({ imageId, trueClassId, classId, confidence }) => {
        const said = classes.get(classId);
        return {
          imageId,
          label: t('evaluate.tile', {
            label: nameOf(classes, trueClassId),
            said: nameOf(classes, classId),
            confidence: percent(confidence),
          }),
          caption: (
            <>
              <span className={styles.said}>
                <i style={{ background: said?.color }} />
                <span className={styles.clip}>{said?.name}</span>
                <b>{percent(confidence, 0)}</b>
              </span>
              <span className={styles.truth}>
                {t('evaluate.labelIs', { label: nameOf(classes, trueClassId) })}
              </span>
            </>
          ),
        };
      }),
    [predictions, classes, t],
  );
  return <ImageGrid images={images} label={label} size={size} />;
}
