import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PerturbationName, perturbationNames } from '../../../../core/perturbations/table';
import { PixelCanvas } from '../../../base/pictures/PixelCanvas';
import { ask } from '../../../base/studio/connection';
import { ExampleStrip } from './ExampleStrip';
import robust from './Robustness.module.css';
import { useTestImage } from './test-image';

/** Some frames of one test image under a perturbation, as the model receives them. */
export function PerturbationStrip({ runId }: { readonly runId: number }) {
  const { t } = useTranslation();
  const [perturbation, setPerturbation] = useState<PerturbationName>('tilt');
  const { imageId, another } = useTestImage();
  const { data: example, error } = useQuery({
    ...ask.perturbations.example.queryOptions({
      input: imageId === undefined ? skipToken : { runId, imageId, perturbation },
    }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const title = (name: PerturbationName) => t(`evaluate.perturbed.names.${name}`);
  return (
    <ExampleStrip
      title={t('evaluate.perturbed.example')}
      choice={{
        label: t('evaluate.perturbed.perturbation'),
        data: perturbationNames.map((name) => ({ value: name, label: title(name) })),
        value: perturbation,
        choose: setPerturbation,
      }}
      another={another}
      error={error}
    >
      {example && (
        <div className={robust.tiles} data-testid="perturbation-strip">
          {example.places.map((place, i) => {
            const bytes = example.frames.length / example.places.length;
            const frame = t('evaluate.perturbed.frame', { n: place + 1 });
            return (
              <figure key={place}>
                <PixelCanvas
                  pixels={example.frames.subarray(i * bytes, (i + 1) * bytes)}
                  side={example.imageSize}
                  label={`${title(example.perturbation)}, ${frame}`}
                />
                <figcaption>{frame}</figcaption>
              </figure>
            );
          })}
        </div>
      )}
    </ExampleStrip>
  );
}
