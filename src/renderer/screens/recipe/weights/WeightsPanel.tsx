import { Alert, Button, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFilePlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../../../base/frame/DialogButtons';
import { firstFocus } from '../../../base/frame/first-focus';
import { Panel } from '../../../base/frame/Screen';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { ask, studio } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { type EncoderQuestion, EncoderQuestions, encoderQuestion } from './EncoderQuestions';
import styles from './Weights.module.css';
import { WeightsCardView } from './WeightsCardView';

const kinds = () => [
  { name: i18n.t('recipe.weights.kind'), extensions: ['safetensors', 'pth', 'pt', 'bin', 'whl', 'onnx'] },
];

/** A file that matches several published weights. */
interface Nameless {
  readonly file: string;
  readonly sentence: string;
  readonly candidates: readonly string[];
}

/** The pretrained weights and encoders, with a card for each, and a button to add a file. */
export function WeightsPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data = [] } = useQuery(ask.weights.list.queryOptions());
  const [nameless, setNameless] = useState<Nameless | null>(null);
  const [asked, setAsked] = useState<EncoderQuestion | null>(null);
  const [busy, setBusy] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ask.weights.key() });
  const add = async (file: string, as: string | null, encoder: EncoderQuestion['known'] = {}) => {
    setBusy(true);
    try {
      const { card } = await studio.weights.add({ file, as, encoder });
      notifications.show({ message: t('recipe.weights.added', { name: card.name }) });
      setNameless(null);
      setAsked(null);
      await again();
    } catch (error) {
      const failure = failureOf(error);
      const question = encoderQuestion(file, failure, encoder);
      if (question) return setAsked(question);
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
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t('recipe.encoder.title')}>
        {asked && (
          <EncoderQuestions
            key={asked.sentence}
            question={asked}
            busy={busy}
            use={(known) => void add(asked.file, null, known).catch(complain)}
          />
        )}
      </Modal>
    </Panel>
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
        openOnFocus={false}
        onChange={setName}
        {...firstFocus}
      />
      <Text size="xs" c="dimmed">
        {t('recipe.weights.whichHelp')}
      </Text>
      <DialogButtons>
        <Button disabled={name === null} onClick={() => name !== null && use(name)}>
          {t('recipe.weights.add')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
