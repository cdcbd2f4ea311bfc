import { useTranslation } from 'react-i18next';
import type { ReviewDetail } from '../../../../contract';
import { Picture } from '../../../base/pictures/Picture';
import { short } from '../../../base/words/format';
import { Section } from '../panel/Section';
import type { Classes } from '../session/classes';
import classes from './Inspector.module.css';

interface NearestProps {
  readonly detail: ReviewDetail;
  readonly known: Classes;
}

/**
 * The labelled images nearest to it in the model's feature space, which often show what it was mistaken for.
 */
export function Nearest({ detail: { nearest }, known }: NearestProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('review.inspector.nearest')}>
      {nearest.length === 0 && <p className={classes.note}>{t('review.inspector.noNearest')}</p>}
      <ul className={classes.nearest}>
        {nearest.map(({ imageId, classId, distance }) => {
          const its = known.byId.get(classId);
          return (
            <li key={imageId} title={`${its?.name}  ·  ${short(distance)}`}>
              <Picture imageId={imageId} size={64} alt={its?.name} />
              <span style={{ background: its?.color }} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
