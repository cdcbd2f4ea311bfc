import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

export function ReviewScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('screens.review')}>
      <Empty icon={IconEye} title={t('screens.review')} />
    </Screen>
  );
}
