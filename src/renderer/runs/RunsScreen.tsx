import { IconTimeline } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

export function RunsScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('screens.runs')}>
      <Empty icon={IconTimeline} title={t('screens.runs')} />
    </Screen>
  );
}
