import { useTranslation } from 'react-i18next';
import type { ReviewDetail } from '../../../../contract';
import { isOutOfDomain } from '../../../../core/selection/rule';
import { short } from '../../../base/words/format';
import { Section } from '../panel/Section';
import classes from './Inspector.module.css';

/** Out-of-domain scores against their thresholds; the deciding score is highlighted. */
export function Scores({ detail: { scores } }: { readonly detail: ReviewDetail }) {
  const { t } = useTranslation();
  if (scores.length === 0) return null;
  return (
    <Section title={t('review.inspector.scores')}>
      <dl className={classes.scores}>
        {scores.map(({ name, value, limit, used }) => (
          <div
            key={name}
            data-used={used || undefined}
            title={used ? t('review.inspector.used') : undefined}
            data-testid={`score-${name}`}
          >
            <dt title={t(`review.scores.${name}`)}>{t(`review.scores.${name}`)}</dt>
            <dd data-below={isOutOfDomain(value, limit) || undefined}>{short(value)}</dd>
            <dd className={classes.note}>
              {limit === null ? '' : t('review.inspector.limit', { value: short(limit) })}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
