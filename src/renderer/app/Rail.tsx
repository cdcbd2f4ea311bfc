import { Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { goTo, screenNames, useScreen } from '../base/navigation';
import classes from './Shell.module.css';
import { screens } from './screens';

export function Rail() {
  const { t } = useTranslation();
  const current = useScreen();
  return (
    <nav className={classes.rail} aria-label={t('frame.screens')}>
      {screenNames.map((name, i) => {
        const Icon = screens[name].icon;
        return (
          // Over the screen that it led to it would only be in the way.
          <Tooltip key={name} label={`Ctrl ${i + 1}`} position="right" disabled={name === current}>
            <UnstyledButton
              className={classes.place}
              aria-current={name === current ? 'page' : undefined}
              onClick={() => goTo(name)}
            >
              <Icon size={21} stroke={1.6} aria-hidden />
              {t(`screens.${name}`)}
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </nav>
  );
}
