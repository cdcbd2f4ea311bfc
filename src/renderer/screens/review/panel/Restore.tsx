import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface RestoreProps {
  readonly differs: boolean;
  readonly value: string;
  readonly restore: () => void;
}

/** Goes back to what the recipe says, where something else holds. */
export function Restore({ differs, value, restore }: RestoreProps) {
  const { t } = useTranslation();
  if (!differs) return null;
  const label = t('review.thresholds.recipe', { value });
  return (
    <Tooltip label={label}>
      <ActionIcon size={18} aria-label={label} onClick={restore}>
        <IconRestore size={13} />
      </ActionIcon>
    </Tooltip>
  );
}
