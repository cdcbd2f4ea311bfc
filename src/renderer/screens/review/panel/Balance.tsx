import { useTranslation } from 'react-i18next';
import type { ClassBalance, ClassView, Balance as Counts } from '../../../../contract';
import { count } from '../../../base/words/format';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { BalanceSettings } from './BalanceSettings';
import classes from './Panel.module.css';
import { Rows } from './Rows';
import { Section } from './Section';

interface BalanceProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** How each class's quota is filled: kept images, copies, and missing ones. While a handle is dragged, it shows gains and losses. */
export function Balance({ session, known }: BalanceProps) {
  const { t } = useTranslation();
  const stored = session.thresholds.balance.use();
  const preview = session.thresholds.preview.use();
  const balance = preview ?? stored;
  if (!balance || !stored) return null;
  const before = new Map(stored.classes.map((each) => [each.classId, each]));
  const most = Math.max(balance.quota, ...balance.classes.map(({ copies }) => copies));
  return (
    <Section
      title={t('review.balance.title')}
      aside={
        <>
          <span className={classes.total} data-testid="balance-total">
            {t('review.balance.total', { n: count(balance.states.kept) })}
            {preview && <Change by={preview.states.kept - stored.states.kept} />}
          </span>
          <BalanceSettings thresholds={session.thresholds} quota={balance.quota} />
        </>
      }
    >
      <Rows count={balance.classes.length} height={22} most={12} label={t('review.balance.title')}>
        {(index) => (
          <BalanceRow
            balance={balance}
            its={balance.classes[index]}
            view={known.byId.get(balance.classes[index].classId)}
            most={most}
            change={
              preview && balance.classes[index].kept - (before.get(balance.classes[index].classId)?.kept ?? 0)
            }
          />
        )}
      </Rows>
    </Section>
  );
}

interface BalanceRowProps {
  readonly balance: Counts;
  readonly its: ClassBalance;
  readonly view: ClassView | undefined;
  readonly most: number;
  readonly change: number | null;
}

function BalanceRow({ balance: { quota }, its, view, most, change }: BalanceRowProps) {
  const { t } = useTranslation();
  const seen = Math.max(its.kept, its.copies);
  const share = (images: number) => `${(images / Math.max(1, most)) * 100}%`;
  const words = t('review.balance.row', {
    name: view?.name ?? '',
    kept: count(its.kept),
    available: count(its.available),
    copies: count(its.copies),
    short: count(its.short),
    quota: count(quota),
    labelled: count(its.labelled),
  });
  return (
    <div className={classes.balanceRow} title={words} data-testid={`balance-${its.classId}`}>
      <span className={classes.label}>{view?.name}</span>
      <span className={classes.bar} role="img" aria-label={words}>
        <span style={{ width: share(its.kept), background: view?.color }} />
        <span className={classes.copied} style={{ width: share(seen - its.kept), color: view?.color }} />
        {quota > seen && <span className={classes.missing} style={{ width: share(quota - seen) }} />}
        <span className={classes.quota} style={{ left: share(quota) }} />
      </span>
      <span className={classes.number}>
        {change ? <Change by={change} /> : null}
        {count(its.kept)}
        {!change && <span className={classes.short}>{its.short > 0 && `−${count(its.short)}`}</span>}
      </span>
    </div>
  );
}

function Change({ by }: { readonly by: number }) {
  if (by === 0) return null;
  return (
    <span className={by > 0 ? classes.gain : classes.loss} data-testid="balance-change">
      {by > 0 ? '+' : '−'}
      {count(Math.abs(by))}
    </span>
  );
}
