import { useTranslation } from 'react-i18next';
import type { SelectionSummary } from '../../../../contract';
import { count, percent } from '../../../base/words/format';
import curveStyles from '../curves/Curves.module.css';
import shared from '../experiment/Runs.module.css';
import styles from './Detail.module.css';

type State = keyof SelectionSummary['states'];

const order = [
  'kept',
  'below-threshold',
  'out-of-domain',
  'over-quota',
  'excluded',
] as const satisfies State[];

const colors: Readonly<Record<State, string>> = {
  kept: 'var(--studio-chart-3)',
  'below-threshold': 'var(--studio-chart-5)',
  'out-of-domain': 'var(--studio-chart-2)',
  'over-quota': 'var(--studio-chart-8)',
  excluded: 'var(--studio-chart-6)',
};

/** How much of the pool was kept by the filter, the out-of-domain flag and the balance, and why the rest was dropped. */
export function SelectionBars({ selection }: { readonly selection: SelectionSummary }) {
  const { t } = useTranslation();
  const { states, images, quota, perClass } = selection;
  const present = order.filter((state) => states[state] > 0);
  const copies = perClass.reduce((sum, each) => sum + each.copies, 0);
  return (
    <section aria-label={t('runs.selection.title')} style={{ marginTop: 16 }}>
      <div className={curveStyles.chart} style={{ padding: '10px 12px 8px' }}>
        <h3 style={{ margin: '0 0 8px' }}>
          {t('runs.selection.title')}
          <span>{t('runs.selection.seen', { count: copies, n: count(copies), quota: count(quota) })}</span>
        </h3>
        <div className={styles.stack} aria-hidden>
          {present.map((state) => (
            <span
              key={state}
              style={{ width: `${(states[state] / images) * 100}%`, background: colors[state] }}
            />
          ))}
        </div>
        <div className={styles.legend} style={{ marginBottom: 0 }}>
          {present.map((state) => (
            <span key={state} className={styles.entry}>
              <span className={shared.dot} style={{ background: colors[state] }} />
              {t(`runs.selection.${state}`)} {count(states[state])}
              <span className={shared.faint}>{percent(states[state] / images)}</span>
            </span>
          ))}
        </div>
      </div>
    </section>
  );
}
