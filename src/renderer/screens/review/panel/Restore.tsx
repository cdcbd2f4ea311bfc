import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface RestoreProps {
  readonly differs: boolean;
  readonly value: string;
  readonly restore: () => void;
}

/** A button that returns to the value of the recipe, shown if another value is set. */
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
