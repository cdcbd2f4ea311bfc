import { useTranslation } from 'react-i18next';
import { isTooFew, toldByClass } from '../../../../core/calibration/summary';
import { TrustBar } from '../../../base/trust/TrustBar';
import { TrustNotes } from '../../../base/trust/TrustNotes';
import { percent } from '../../../base/words/format';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import classes from './Panel.module.css';
import { Rows } from './Rows';
import { Section } from './Section';

interface TrustPanelProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/**
 * The estimated share of correct labels among the kept ones, overall and by class; follows a dragged handle.
 */
export function TrustPanel({ session, known }: TrustPanelProps) {
  const { t } = useTranslation();
  const asked = session.thresholds.trust.use();
  const stored = session.thresholds.balance.use();
  // If the dragged handle keeps nothing, there is nothing to estimate.
  const kept = (session.thresholds.preview.use() ?? stored)?.states.kept ?? 0;
  // Nothing is shown for an estimate that is not known yet, since zero would be wrong.
  if (asked === null || kept === 0) return null;
  const { trust } = asked;
  const byClass = trust ? [...toldByClass(trust)].sort((a, b) => a.share - b.share) : [];
  return (
    <Section
      title={t('trust.title')}
      aside={
        trust &&
        !isTooFew(trust) && (
          <span className={classes.total} data-testid="trust-share">
            {percent(trust.share, 0)}
          </span>
        )
      }
    >
      <TrustNotes trust={trust} />
      <Rows count={byClass.length} height={22} most={6} label={t('trust.title')}>
        {(index) => (
          <div className={classes.trustRow} data-testid={`trust-${byClass[index].classId}`}>
            <span className={classes.label} title={known.byId.get(byClass[index].classId)?.name}>
              {known.byId.get(byClass[index].classId)?.name}
            </span>
            <TrustBar its={byClass[index]} name={known.byId.get(byClass[index].classId)?.name ?? ''} />
            <span className={classes.number}>{percent(byClass[index].share, 0)}</span>
          </div>
        )}
      </Rows>
    </Section>
  );
}
