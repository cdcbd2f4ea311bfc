import { useTranslation } from 'react-i18next';
import { percent } from '../../../base/format';
import { TrustBar } from '../../../base/trust/TrustBar';
import { TrustNotes } from '../../../base/trust/TrustNotes';
import type { Classes } from '../classes';
import type { ReviewSession } from '../review-session';
import classes from './Panel.module.css';
import { Rows } from './Rows';
import { Section } from './Section';

interface TrustPanelProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** How right the kept pseudo-labels are taken to be, in all and class by class; follows a dragged handle. */
export function TrustPanel({ session, known }: TrustPanelProps) {
  const { t } = useTranslation();
  const asked = session.thresholds.trust.use();
  const stored = session.thresholds.balance.use();
  // Of a handle that is dragged until nothing is kept nothing is unknown: there is nothing to know.
  const kept = (session.thresholds.preview.use() ?? stored)?.states.kept ?? 0;
  // What is not known yet is not shown as nothing.
  if (asked === null || kept === 0) return null;
  const { trust } = asked;
  const byClass = trust ? [...trust.byClass].sort((a, b) => a.share - b.share) : [];
  return (
    <Section
      title={t('trust.title')}
      aside={
        trust && (
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
            <span className={classes.label}>{known.byId.get(byClass[index].classId)?.name}</span>
            <TrustBar its={byClass[index]} name={known.byId.get(byClass[index].classId)?.name ?? ''} />
            <span className={classes.number}>{percent(byClass[index].share, 0)}</span>
          </div>
        )}
      </Rows>
    </Section>
  );
}
