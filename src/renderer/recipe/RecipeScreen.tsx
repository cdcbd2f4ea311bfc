import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

export function RecipeScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('screens.recipe')}>
      <Empty icon={IconAdjustmentsHorizontal} title={t('screens.recipe')} />
    </Screen>
  );
}
