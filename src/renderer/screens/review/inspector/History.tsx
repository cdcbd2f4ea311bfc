import { useTranslation } from 'react-i18next';
import type { ReviewDetail } from '../../../../contract';
import { confidenceText, moment } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { Section } from '../panel/Section';
import type { Classes } from '../session/classes';
import classes from './Inspector.module.css';

interface HistoryProps {
  readonly detail: ReviewDetail;
  readonly known: Classes;
}

/** The predictions of teachers and the decisions of people for this image, oldest first. */
export function History({ detail: { history }, known }: HistoryProps) {
  const { t } = useTranslation();
  const nameOf = (classId: number | null) => (classId === null ? '' : (known.byId.get(classId)?.name ?? ''));
  const words = (entry: ReviewDetail['history'][number]) => {
    if (entry.kind === 'labelling')
      return `${t('review.inspector.saysNow', { teacher: modelName(entry.teacher), name: nameOf(entry.classId) })}, ${confidenceText(entry.confidence)}`;
    const decision = t(`review.decisions.${entry.decision}`).toLowerCase();
    const { who } = entry;
    return entry.decision === 'relabel'
      ? t('review.inspector.saidClass', { who, decision, name: nameOf(entry.classId) })
      : t('review.inspector.said', { who, decision });
  };
  return (
    <Section title={t('review.inspector.history')}>
      <ol className={classes.history}>
        {history.map((entry) => (
          <li key={`${entry.kind} ${entry.at}`} data-kind={entry.kind}>
            {words(entry)}
            <span className={classes.note}>{moment(entry.at)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
