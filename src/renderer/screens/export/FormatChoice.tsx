import { SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ModelFormat, modelFormatNames, modelFormats } from '../../../core/export/formats';
import { formatText } from '../../../core/export/words';
import type { Language } from '../../../core/words/language';
import { i18n } from '../../base/strings';

interface FormatChoiceProps {
  readonly format: ModelFormat;
  onChange(format: ModelFormat): void;
}

/** The format of a model export, and which programs read it. */
export function FormatChoice({ format, onChange }: FormatChoiceProps) {
  const { t } = useTranslation();
  return (
    <div>
      <SegmentedControl
        fullWidth
        aria-label={t('export.model.format')}
        value={format}
        onChange={(value) => onChange(value as ModelFormat)}
        data={modelFormatNames.map((value) => ({ value, label: modelFormats[value].title }))}
      />
      <Text fz="xs" c="dimmed" mt={6}>
        {formatText(format, i18n.language as Language)}
      </Text>
    </div>
  );
}
