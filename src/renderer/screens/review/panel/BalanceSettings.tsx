import { ActionIcon, NumberInput, Popover, Stack, Switch, Tooltip } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Thresholds } from '../thresholds/thresholds';

interface BalanceSettingsProps {
  readonly thresholds: Thresholds;
  /** The number that `auto` stands for. */
  readonly quota: number;
}

/** The quota and the copies for each class, as the recipe says or as set for this labelling. */
export function BalanceSettings({ thresholds, quota }: BalanceSettingsProps) {
  const { t } = useTranslation();
  const choice = thresholds.stored.use();
  const label = t('review.balance.settings');
  const number = (value: number | string) => (typeof value === 'number' && value >= 1 ? value : null);
  return (
    <Popover width={280} position="right-start" shadow="md" withArrow trapFocus>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon size={20} aria-label={label}>
            <IconAdjustments size={14} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="sm">
          <Switch
            label={t('review.balance.auto')}
            checked={choice.quota === 'auto'}
            onChange={({ currentTarget: { checked } }) =>
              thresholds.keep({ quota: checked ? 'auto' : quota })
            }
          />
          <NumberInput
            label={t('review.balance.quota')}
            value={quota}
            min={1}
            allowDecimal={false}
            disabled={choice.quota === 'auto'}
            onChange={(value) => {
              const wanted = number(value);
              if (wanted !== null && choice.quota !== 'auto') void thresholds.keep({ quota: wanted });
            }}
          />
          <Switch
            label={t('review.balance.duplicate')}
            checked={choice.duplicate}
            onChange={({ currentTarget: { checked } }) => thresholds.keep({ duplicate: checked })}
          />
          <NumberInput
            label={t('review.balance.maxCopies')}
            placeholder={t('review.balance.unlimited')}
            value={choice.maxCopies ?? ''}
            min={1}
            allowDecimal={false}
            disabled={!choice.duplicate}
            onChange={(value) => thresholds.keep({ maxCopies: number(value) })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
