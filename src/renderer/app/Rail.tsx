import { Tooltip, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { screenTitle } from '../base/frame/screen-definition';
import { goTo, useScreen } from '../base/kept/navigation';
import { ask } from '../base/studio/connection';
import classes from './Shell.module.css';
import { screens } from './screens';
import { TourStop } from './tour/TourStop';
import { tourStop } from './tour/tour';

export function Rail() {
  const { t } = useTranslation();
  const current = useScreen();
  const toured = tourStop.use();
  const { data: experiments = [] } = useQuery(ask.runs.experiments.queryOptions());
  const waiting = experiments.find(({ state }) => state === 'review');
  return (
    <nav className={classes.rail} aria-label={t('frame.screens')}>
      {screens.map((screen, i) => {
        const { name, icon: Icon } = screen;
        return (
          <TourStop key={name} screen={name}>
            {/* Once its screen is open, the tooltip would only be in the way. */}
            <Tooltip label={`Ctrl ${i + 1}`} position="right" disabled={name === current}>
              <UnstyledButton
                className={classes.place}
                data-toured={name === toured || undefined}
                aria-current={name === current ? 'page' : undefined}
                onClick={() => goTo(name)}
              >
                <Icon size={21} stroke={1.6} aria-hidden />
                {screenTitle(screen)}
                {name === 'review' && waiting && (
                  <span
                    className={classes.waits}
                    role="img"
                    aria-label={t('runs.states.review')}
                    title={t('next.review', { name: waiting.name })}
                  />
                )}
              </UnstyledButton>
            </Tooltip>
          </TourStop>
        );
      })}
    </nav>
  );
}
