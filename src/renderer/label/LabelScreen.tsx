import { IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

export function LabelScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('screens.label')}>
      <Empty icon={IconTag} title={t('screens.label')} />
    </Screen>
  );
}
