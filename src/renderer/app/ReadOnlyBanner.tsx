import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Shell.module.css';

/** A line above every screen of a project that cannot be written. */
export function ReadOnlyBanner() {
  const { t } = useTranslation();
  return (
    <aside className={classes.readOnly}>
      <IconLock size={16} stroke={1.5} aria-hidden />
      <span>{t('restore.readOnly')}</span>
    </aside>
  );
}
