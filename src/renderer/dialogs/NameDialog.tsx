import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../base/frame/Dialog';
import { DialogButtons } from '../base/frame/DialogButtons';
import { firstFocus } from '../base/frame/first-focus';
import { failureOf, sentenceOf } from '../base/studio/errors';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly initial?: string;
  /** The verb on the button. */
  readonly action: string;
  /** If it throws, the error is shown under the name and the dialog stays open. */
  readonly save: (name: string) => Promise<unknown>;
  readonly close: () => void;
}

/** Asks for a name. */
export function NameDialog({ title, label, initial = '', action, save, close }: NameDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const submit = () =>
    save(name)
      .then(close)
      .catch((reason) => setError(sentenceOf(failureOf(reason))));
  return (
    <Dialog onClose={close} title={title} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={label}
            value={name}
            maxLength={200}
            error={error}
            onChange={(event) => setName(event.currentTarget.value)}
            {...firstFocus}
          />
          <DialogButtons>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()}>
              {action}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
