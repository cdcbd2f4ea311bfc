import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DataOverview } from '../../../contract';
import { browse } from '../../base/kept/browsed';
import { count } from '../../base/words/format';
import { splitColors, splitNames } from '../../base/words/splits';
import classes from './Data.module.css';

/** The number of usable images of each split, which a click shows in Label, and of excluded images. */
export function Stats({ overview }: { readonly overview: DataOverview }) {
  const { t } = useTranslation();
  const { quarantined, duplicate, leak, missing } = overview.states;
  return (
    <dl className={classes.strip}>
      {splitNames
        .filter((split) => split !== 'extra-test' || overview.splits[split] > 0)
        .map((split) => (
          <div key={split} className={classes.stat}>
            <dt>
              <span className={classes.dot} style={{ background: splitColors[split] }} />
              {t(`splits.${split}`)}
            </dt>
            <dd>
              <UnstyledButton
                className={classes.browse}
                disabled={overview.splits[split] === 0}
                title={t('data.browseSplit', { name: t(`splits.${split}`) })}
                aria-label={`${t('data.browseSplit', { name: t(`splits.${split}`) })}: ${count(overview.splits[split])}`}
                onClick={() => browse({ split })}
                data-testid={`count-${split}`}
              >
                {count(overview.splits[split])}
              </UnstyledButton>
            </dd>
          </div>
        ))}
      <div className={classes.stat}>
        <dt>{t('data.putAside')}</dt>
        <dd data-testid="count-aside">{count(quarantined + duplicate + leak + missing)}</dd>
      </div>
    </dl>
  );
}
