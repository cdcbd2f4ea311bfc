import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../../contract';
import { modelName } from '../../../base/words/model-name';
import styles from './Evaluate.module.css';

/** Says that the test images have changed since the measurement. */
export function ChangedNote() {
  const { t } = useTranslation();
  return (
    <Text className={styles.note} role="status">
      {t('evaluate.robust.changed')}
    </Text>
  );
}

/** Says which models were measured on other images or labels, so that they cannot be compared. */
export function OtherImagesNote({ models }: { readonly models: readonly RunView[] }) {
  const { t } = useTranslation();
  return (
    <Text fz="xs" c="dimmed" role="note">
      {t('evaluate.robust.otherImages', { model: models.map(({ name }) => modelName(name)).join(', ') })}
    </Text>
  );
}
