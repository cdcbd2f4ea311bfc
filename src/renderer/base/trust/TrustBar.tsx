import { useTranslation } from 'react-i18next';
import type { TrustSummary } from '../../../contract';
import { isWorrying } from '../../../core/calibration/summary';
import { percent } from '../words/format';
import classes from './Trust.module.css';

interface TrustBarProps {
  readonly its: Pick<TrustSummary, 'share' | 'low' | 'high'>;
  /** What the share is about. */
  readonly name: string;
}

/** A share with its interval on a scale from 0 to 100 %. */
export function TrustBar({ its, name }: TrustBarProps) {
  const { t } = useTranslation();
  const { share, low, high } = its;
  const words = t('trust.interval', {
    name,
    share: percent(share, 0),
    low: percent(low, 0),
    high: percent(high, 0),
  });
  const at = (value: number) => `${100 * value}%`;
  return (
    <span className={classes.bar} role="img" aria-label={words} title={words} data-worrying={isWorrying(its)}>
      <span className={classes.range} style={{ left: at(low), width: at(high - low) }} />
      <span className={classes.share} style={{ left: at(share) }} />
    </span>
  );
}
