import { useTranslation } from 'react-i18next';
import type { ClassView, SuspiciousView } from '../../../../contract';
import { nameOf } from '../../../base/program/use-classes';
import { confidenceText, percent } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';

export interface DoubtProps {
  readonly label: SuspiciousView;
  readonly classes: ReadonlyMap<number, ClassView>;
}

/** A sentence with the label and the model's prediction. */
export function DoubtSentence({ label, classes }: DoubtProps) {
  const { t } = useTranslation();
  const given = classes.get(label.labelId);
  const said = classes.get(label.classId);
  return (
    <>
      <span className={styles.said}>
        <i style={{ background: given?.color }} />
        {t('evaluate.labels.label', {
          name: nameOf(classes, label.labelId),
          share: percent(label.labelProbability),
        })}
      </span>
      <span className={styles.said}>
        <i style={{ background: said?.color }} />
        {t('evaluate.labels.model', {
          name: nameOf(classes, label.classId),
          share: confidenceText(label.confidence),
        })}
      </span>
      <span className={styles.truth}>{t(`splits.${label.split}`)}</span>
    </>
  );
}
