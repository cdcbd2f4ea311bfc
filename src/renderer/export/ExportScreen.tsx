import { IconPackageExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

export function ExportScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('screens.export')}>
      <Empty icon={IconPackageExport} title={t('screens.export')} />
    </Screen>
  );
}
