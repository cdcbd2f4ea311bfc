import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorruptedExample } from '../../../../contract';
import { type Severity, severities } from '../../../../core/corruptions/corruption';
import { corruptionNames } from '../../../../core/corruptions/table';
import { PixelCanvas } from '../../../base/pictures/PixelCanvas';
import { ask } from '../../../base/studio/connection';
import { ExampleStrip } from './ExampleStrip';
import robust from './Robustness.module.css';
import { useTestImage } from './test-image';

/** One test image under each corruption at one severity, as the model receives it. */
export function CorruptionStrip({ runId }: { readonly runId: number }) {
  const { t } = useTranslation();
  const [severity, setSeverity] = useState<Severity>(3);
  const { imageId, another } = useTestImage();
  const { data: example, error } = useQuery({
    ...ask.robustness.example.queryOptions({
      input: imageId === undefined ? skipToken : { runId, imageId, severity },
    }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return (
    <ExampleStrip
      title={t('evaluate.robust.example')}
      choice={{
        label: t('evaluate.robust.severity'),
        shown: true,
        data: severities.map((level) => ({ value: `${level}` as const, label: String(level) })),
        value: `${severity}`,
        choose: (value) => setSeverity(Number(value) as Severity),
      }}
      another={another}
      error={error}
    >
      {example && <Tiles example={example} severity={severity} />}
    </ExampleStrip>
  );
}

function Tiles({ example, severity }: { readonly example: CorruptedExample; readonly severity: Severity }) {
  const { t } = useTranslation();
  const { clean, corrupted, imageSize } = example;
  return (
    <div className={robust.tiles} data-testid="corruption-strip">
      <figure>
        <PixelCanvas pixels={clean} side={imageSize} label={t('evaluate.robust.clean')} />
        <figcaption>{t('evaluate.robust.clean')}</figcaption>
      </figure>
      {corruptionNames.map((name, i) => {
        const title = t(`evaluate.robust.names.${name}`);
        return (
          <figure key={name} title={t(`evaluate.robust.help.${name}`)}>
            <PixelCanvas
              pixels={corrupted.subarray(i * clean.length, (i + 1) * clean.length)}
              side={imageSize}
              label={t('evaluate.robust.at', { name: title, severity })}
            />
            <figcaption>{title}</figcaption>
          </figure>
        );
      })}
    </div>
  );
}
