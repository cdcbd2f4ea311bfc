import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { studio } from '../studio/connection';
import { failureOf, sentenceOf } from '../studio/errors';

/** A class before any image has it. */
export function AddClass({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const add = async () => {
    try {
      await studio.data.addClass({ name });
      close();
    } catch (reason) {
      setError(sentenceOf(failureOf(reason)));
    }
  };
  return (
    <Modal opened onClose={close} title={t('classEditor.add')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('classEditor.name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            error={error}
            data-autofocus
          />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()}>
              {t('classEditor.addIt')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
