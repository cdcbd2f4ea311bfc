import { ActionIcon, Alert, Badge, Button, Group, Modal, Select, Stack, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFilePlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeightsView } from '../../../contract';
import { count, percent } from '../../base/format';
import { Panel } from '../../base/Screen';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import styles from './Recipe.module.css';

const kinds = () => [
  { name: i18n.t('recipe.weights.kind'), extensions: ['safetensors', 'pth', 'pt', 'bin', 'whl'] },
];

/** A file that could be any of several published weights. */
interface Nameless {
  readonly file: string;
  readonly sentence: string;
  readonly candidates: readonly string[];
}

/** Pretrained weights, a card each, and the way to add a file of one's own. */
export function WeightsPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data = [] } = useQuery(ask.weights.list.queryOptions());
  const [nameless, setNameless] = useState<Nameless | null>(null);
  const [busy, setBusy] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ask.weights.key() });
  const add = async (file: string, as: string | null) => {
    setBusy(true);
    try {
      const { card } = await studio.weights.add({ file, as });
      notifications.show({ message: t('recipe.weights.added', { name: card.name }) });
      setNameless(null);
      await again();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code !== 'weights-nameless') throw error;
      const candidates = String(failure.values?.candidates ?? '').split(', ');
      setNameless({ file, sentence: sentenceOf(failure), candidates });
    } finally {
      setBusy(false);
    }
  };
  const choose = async () => {
    const file = await studio.weights.choose({ title: t('recipe.weights.add'), kinds: kinds() });
    if (file !== null) await add(file, null);
  };
  const remove = async (name: string) => {
    await studio.weights.remove({ name });
    await again();
  };
  return (
    <Panel
      title={t('recipe.weights.title')}
      actions={
        <Button
          size="compact-xs"
          variant="subtle"
          loading={busy}
          style={{ flex: 'none' }}
          leftSection={<IconFilePlus size={13} />}
          onClick={() => void choose().catch(complain)}
        >
          {t('recipe.weights.add')}
        </Button>
      }
    >
      <div className={styles.weights}>
        {data.map((view) => (
          <WeightsCardView
            key={view.card.name}
            view={view}
            remove={() => void remove(view.card.name).catch(complain)}
          />
        ))}
      </div>
      <Modal
        opened={nameless !== null}
        onClose={() => setNameless(null)}
        title={t('recipe.weights.whichTitle')}
      >
        {nameless && (
          <WhichWeights nameless={nameless} use={(as) => void add(nameless.file, as).catch(complain)} />
        )}
      </Modal>
    </Panel>
  );
}

function WeightsCardView({ view, remove }: { readonly view: WeightsView; readonly remove: () => void }) {
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
        <Fact what="mean">{card.mean.join(', ')}</Fact>
        <Fact what="std">{card.std.join(', ')}</Fact>
        <Fact what="crop">{`${percent(card.crop)}, ${card.interpolation}`}</Fact>
        <Fact what="padding">{t(`recipe.weights.${card.padding}`)}</Fact>
        <Fact what="classes">{count(card.classes)}</Fact>
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

type FactName = 'trainedOn' | 'mean' | 'std' | 'crop' | 'padding' | 'classes' | 'source' | 'licence' | 'hash';

function Fact({ what, children }: { readonly what: FactName; readonly children: string }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t(`recipe.weights.fact.${what}`)}</dt>
      <dd>{children}</dd>
    </>
  );
}

function WhichWeights({
  nameless,
  use,
}: {
  readonly nameless: Nameless;
  readonly use: (as: string) => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  return (
    <Stack gap="sm">
      <Alert color="gray">{nameless.sentence}</Alert>
      <Select
        label={t('recipe.weights.which')}
        data={[...nameless.candidates]}
        value={name}
        searchable
        onChange={setName}
      />
      <Text size="xs" c="dimmed">
        {t('recipe.weights.whichHelp')}
      </Text>
      <Group justify="flex-end">
        <Button disabled={name === null} onClick={() => name !== null && use(name)}>
          {t('recipe.weights.add')}
        </Button>
      </Group>
    </Stack>
  );
}
