import { Anchor } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { baseName } from '../../base/words/format';
import styles from './Data.module.css';
import { useMissingSources } from './found-again';

/**
 * A banner for screens with pictures: names the sources whose files are missing, with a link to the Data
 * screen.
 */
export function MissingSources({ toData }: { readonly toData: () => void }) {
  const { t } = useTranslation();
  const missing = useMissingSources();
  if (missing.length === 0) return null;
  const names = missing.map(({ path }) => baseName(path)).join(', ');
  return (
    <aside className={styles.missing} aria-label={t('data.missingSources')}>
      <IconPhotoOff size={16} stroke={1.5} aria-hidden />
      <span title={names}>{t('data.missingFiles', { names })}</span>
      <Anchor component="button" fz="xs" c="inherit" underline="always" onClick={toData}>
        {t('data.findOnData')}
      </Anchor>
    </aside>
  );
}
