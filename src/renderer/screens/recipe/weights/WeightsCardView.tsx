import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WeightsView } from '../../../../contract';
import { type EncoderCard, encoderArch } from '../../../../core/encoder/card';
import type { WeightsCard } from '../../../../core/weights/card';
import { count, percent } from '../../../base/words/format';
import styles from './Weights.module.css';

/** A card of weights or of an encoder: a summary, and all known facts on request. */
export function WeightsCardView({
  view,
  remove,
}: {
  readonly view: WeightsView;
  readonly remove: () => void;
}) {
  const { t } = useTranslation();
  const { card, origin, isHere, parameters, usedBy } = view;
  const state = origin === 'added' ? 'isAdded' : isHere ? 'builtIn' : 'atFirstUse';
  const millions = (parameters / 1e6).toFixed(1);
  return (
    <details className={styles.weight}>
      <summary>
        <span className={styles.weightName} title={card.name}>
          {card.name}
        </span>
        <Badge size="xs" variant="light" color={origin === 'added' ? undefined : 'gray'}>
          {t(`recipe.weights.${state}`)}
        </Badge>
        <span className={styles.weightFacts}>
          {t('recipe.weights.facts', { arch: card.arch, millions, size: card.imageSize })}
        </span>
        {usedBy.length > 0 && (
          <span className={styles.weightFacts}>
            {t('recipe.weights.usedBy', { names: usedBy.join(', ') })}
          </span>
        )}
      </summary>
      <dl>
        <Fact what="trainedOn">{card.trainedOn || '–'}</Fact>
        <Fact what="mean">{card.mean.map(short).join(', ')}</Fact>
        <Fact what="std">{card.std.map(short).join(', ')}</Fact>
        {card.arch === encoderArch ? <EncoderFacts card={card} /> : <NetworkFacts card={card} />}
        <Fact what="source">{card.source}</Fact>
        <Fact what="licence">{card.licence || '–'}</Fact>
        <Fact what="hash">{card.sha256.slice(0, 16)}</Fact>
      </dl>
      {origin === 'added' && (
        <Tooltip label={t('recipe.weights.remove', { name: card.name })}>
          <ActionIcon size="sm" aria-label={t('recipe.weights.remove', { name: card.name })} onClick={remove}>
            <IconTrash size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </details>
  );
}

const short = (value: number) => String(Number(value.toPrecision(4)));

function NetworkFacts({ card }: { readonly card: WeightsCard }) {
  const { t } = useTranslation();
  return (
    <>
      <Fact what="crop">{`${percent(card.crop)}, ${card.interpolation}`}</Fact>
      <Fact what="padding">{t(`recipe.weights.${card.padding}`)}</Fact>
      <Fact what="classes">{count(card.classes)}</Fact>
    </>
  );
}

function EncoderFacts({ card: { features, output, memory } }: { readonly card: EncoderCard }) {
  const { t } = useTranslation();
  const megabytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);
  return (
    <>
      <Fact what="features">{t('recipe.encoder.features', { n: count(features), output: output.name })}</Fact>
      <Fact what="memory">
        {t('recipe.encoder.memory', { fixed: megabytes(memory.fixed), each: megabytes(memory.perImage) })}
      </Fact>
    </>
  );
}

type FactName =
  | 'trainedOn'
  | 'mean'
  | 'std'
  | 'crop'
  | 'padding'
  | 'classes'
  | 'features'
  | 'memory'
  | 'source'
  | 'licence'
  | 'hash';

function Fact({ what, children }: { readonly what: FactName; readonly children: string }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t(`recipe.weights.fact.${what}`)}</dt>
      <dd>{children}</dd>
    </>
  );
}
