import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttackedExample, SeenAs } from '../../../../contract';
import { type AttackName, attackNames, attackTitles } from '../../../../core/adversarial/strength';
import { PixelCanvas } from '../../../base/pictures/PixelCanvas';
import { nameOf, useNamedClasses } from '../../../base/program/use-classes';
import { ask } from '../../../base/studio/connection';
import { percent } from '../../../base/words/format';
import attacks from './Attacks.module.css';
import { ExampleStrip } from './ExampleStrip';

/** One test image under an attack at every ε: the perturbation, made visible, and what the model predicts then. */
export function AttackStrip({ runId }: { readonly runId: number }) {
  const { t } = useTranslation();
  const [attack, setAttack] = useState<AttackName>('pgd');
  const [turn, setTurn] = useState(0);
  const { data: example, error } = useQuery({
    ...ask.attacks.example.queryOptions({ input: { runId, attack, turn } }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return (
    <ExampleStrip
      title={t('evaluate.attacks.example')}
      choice={{
        label: t('evaluate.attacks.attack'),
        data: attackNames.map((value) => ({ value, label: attackTitles[value] })),
        value: attack,
        choose: setAttack,
      }}
      another={() => setTurn(turn + 1)}
      error={error}
    >
      {example ? (
        <Tiles example={example} />
      ) : (
        example === null && (
          <Text fz="xs" c="dimmed">
            {t('evaluate.attacks.noExample')}
          </Text>
        )
      )}
    </ExampleStrip>
  );
}

function Tiles({ example }: { readonly example: AttackedExample }) {
  const { t } = useTranslation();
  const { clean, seen, imageSize: side, labelId, steps } = example;
  const label = nameOf(useNamedClasses(), labelId);
  return (
    <>
      <div className={attacks.strip} data-testid="attack-strip">
        <figure>
          <div className={attacks.label}>
            <span>{t('evaluate.attacks.label')}</span>
            <strong>{label}</strong>
          </div>
          <PixelCanvas pixels={clean} side={side} label={t('evaluate.attacks.clean')} />
          <Caption title={t('evaluate.attacks.clean')} seen={seen} labelId={labelId} />
        </figure>
        {steps.map(({ epsilon, perturbation, attacked, ...said }) => (
          <figure key={epsilon}>
            <PixelCanvas
              pixels={perturbation}
              side={side}
              label={t('evaluate.attacks.perturbation', { epsilon })}
            />
            <PixelCanvas pixels={attacked} side={side} label={t('evaluate.attacks.attacked', { epsilon })} />
            <Caption title={`ε ${epsilon}/255`} seen={said} labelId={labelId} />
          </figure>
        ))}
      </div>
      <Text fz="xs" c="dimmed" mt={6}>
        {t('evaluate.attacks.exampleHelp')}
      </Text>
    </>
  );
}

interface CaptionProps {
  readonly title: string;
  readonly seen: SeenAs;
  readonly labelId: number | null;
}

/** The model's prediction, and whether it equals the label. */
function Caption({ title, seen: { classId, confidence }, labelId }: CaptionProps) {
  const { t } = useTranslation();
  const classes = useNamedClasses();
  const isRight = (classes.get(classId)?.mergedInto ?? classId) === labelId;
  const Mark = isRight ? IconCheck : IconX;
  const name = nameOf(classes, classId);
  return (
    <figcaption data-right={isRight}>
      {title}
      <span className={attacks.seen} title={`${name} ${percent(confidence)}`}>
        <Mark
          size={12}
          role="img"
          aria-label={t(isRight ? 'evaluate.attacks.right' : 'evaluate.attacks.wrong')}
        />
        <span>{name}</span>
      </span>
      <span>{percent(confidence, 0)}</span>
    </figcaption>
  );
}
