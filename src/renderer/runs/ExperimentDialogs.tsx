import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../studio/contract';
import { Confirm } from '../parts/Confirm';
import { complain } from '../studio/announce';
import { studio } from '../studio/connection';
import { failureOf, sentenceOf } from '../studio/errors';

interface DialogProps {
  readonly experiment: ExperimentView;
  readonly close: () => void;
}

export function RenameDialog({ experiment, close }: DialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(experiment.name);
  const [error, setError] = useState<string | null>(null);
  const save = () =>
    studio.runs
      .rename({ experimentId: experiment.id, name })
      .then(close)
      .catch((reason) => setError(sentenceOf(failureOf(reason))));
  return (
    <Modal opened onClose={close} title={t('runs.renameTitle')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('runs.name')}
            value={name}
            maxLength={200}
            error={error}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function DeleteDialog({ experiment, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Confirm
      title={t('runs.deleteTitle', { name: experiment.name })}
      action={t('runs.deleteNow')}
      run={() => void studio.runs.remove({ experimentId: experiment.id }).catch(complain)}
      close={close}
    >
      {t('runs.deleteHelp', { count: experiment.runs.length })}
    </Confirm>
  );
}

/** Throws an unfinished training away; `restart` begins it anew at once. */
export function DiscardDialog({ experiment, close, restart }: DialogProps & { readonly restart: boolean }) {
  const { t } = useTranslation();
  const { id, pauseForReview } = experiment;
  const run = async () => {
    await studio.runs.discard({ experimentId: id });
    if (restart) await studio.runs.resume({ experimentId: id, pauseForReview });
  };
  return (
    <Confirm
      title={t(restart ? 'runs.restartTitle' : 'runs.discardTitle')}
      action={t(restart ? 'runs.restartNow' : 'runs.discardNow')}
      run={() => void run().catch(complain)}
      close={close}
    >
      {t(restart ? 'runs.restartHelp' : 'runs.discardHelp')}
    </Confirm>
  );
}
