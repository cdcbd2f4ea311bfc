import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DataOverview } from '../../../contract';
import { browse } from '../../base/kept/browsed';
import { count } from '../../base/words/format';
import { splitColors, splitNames } from '../../base/words/splits';
import classes from './Data.module.css';

/** The number of usable images in each split and of excluded images. A click on a split shows its images in Label. */
export function Stats({ overview }: { readonly overview: DataOverview }) {
  const { t } = useTranslation();
  const { ok: _, ...aside } = overview.states;
  const putAside = Object.values(aside).reduce((sum, images) => sum + images, 0);
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
        <dd data-testid="count-aside">{count(putAside)}</dd>
      </div>
    </dl>
  );
}
