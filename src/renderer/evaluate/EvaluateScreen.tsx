import { IconChartDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

export function EvaluateScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('screens.evaluate')}>
      <Empty icon={IconChartDots} title={t('screens.evaluate')} />
    </Screen>
  );
}
