import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { encoderArch } from '../../../../core/encoder/card';
import { ask } from '../../../base/studio/connection';

interface WeightsSelectProps {
  readonly id: string;
  readonly label: string;
  /** The architecture of the weights. */
  readonly arch: unknown;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly change: (value: string) => void;
}

/** Chooses no weights or weights that fit the model. Weights that the recipe names but that are missing stay visible. */
export function WeightsSelect({ id, label, arch, value, disabled, invalid, change }: WeightsSelectProps) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(ask.weights.list.queryOptions());
  const names = data.filter(({ card }) => card.arch === arch).map(({ card }) => card.name);
  const chosen = typeof value === 'string' ? value : 'none';
  const shown = chosen === 'none' || names.includes(chosen) ? names : [...names, chosen];
  return (
    <Select
      id={id}
      aria-label={label}
      title={chosen === 'none' ? undefined : chosen}
      data={[
        { value: 'none', label: t(arch === encoderArch ? 'recipe.encoder.choose' : 'recipe.weights.none') },
        ...shown,
      ]}
      value={chosen}
      disabled={disabled}
      error={invalid}
      allowDeselect={false}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(next) => next !== null && change(next)}
    />
  );
}
