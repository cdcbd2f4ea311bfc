import { Button, Stack, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../base/frame/Dialog';
import { DialogButtons } from '../base/frame/DialogButtons';
import { firstFocus } from '../base/frame/first-focus';
import { studio } from '../base/studio/connection';
import { failureOf, sentenceOf } from '../base/studio/errors';
import { namesIn } from './names-in';

/** Adds classes before any image has them: one that is typed, or many that are pasted as a list. */
export function AddClass({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const names = namesIn(text);
  const save = async () => {
    if (names.length === 0) return;
    try {
      if (names.length === 1) await studio.data.addClass({ name: names[0] });
      else await studio.data.addClasses({ names });
      close();
    } catch (reason) {
      setError(sentenceOf(failureOf(reason)));
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <Dialog onClose={close} title={t('classEditor.add')} size="sm">
      <Stack gap="md">
        <Textarea
          size="xs"
          label={t('classEditor.name')}
          description={t('classEditor.several')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={text}
          autosize
          minRows={1}
          maxRows={12}
          error={error}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={press}
          {...firstFocus}
        />
        <DialogButtons>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button disabled={names.length === 0} onClick={() => void save()}>
            {names.length > 1 ? t('classEditor.addSeveral', { count: names.length }) : t('classEditor.addIt')}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
