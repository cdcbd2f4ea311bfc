import { Button, ColorInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassView, Failure } from '../../../contract';
import { studioError } from '../../../core/errors';
import { classPalette } from '../../../core/vocabulary/class-colors';
import { Dialog } from '../../base/frame/Dialog';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { useSettings } from '../../base/program/settings';
import { studio } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { MergeClass } from './MergeClass';

interface ClassEditorProps {
  readonly view: ClassView;
  readonly classes: readonly ClassView[];
  readonly close: () => void;
}

/** Whether an error is about the class's key. */
const isOfKey = ({ code }: Failure) => code.startsWith('class-key');

const imagesOf = ({ images }: ClassView) => Object.values(images).reduce((sum, number) => sum + number, 0);

/** Edits the name, colour and key of a class, and leads to merging and deleting it. Its position in model outputs does not change. */
export function ClassEditor({ view, classes, close }: ClassEditorProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(view.name);
  const [color, setColor] = useState(view.color);
  const [hotkey, setHotkey] = useState(view.hotkey ?? '');
  const [error, setError] = useState<Failure | null>(null);
  const [merging, setMerging] = useState(false);
  const [settings] = useSettings();
  /** Whether a person gave this key to an action. */
  const isTaken = (key: string) =>
    hotkey !== view.hotkey && Object.values(settings?.keys ?? {}).some((chords) => chords.includes(key));
  const save = async () => {
    const key = hotkey.toUpperCase();
    if (isTaken(key)) return setError(studioError('class-key-reserved', { key }));
    try {
      await studio.data.updateClass({ id: view.id, name, color, hotkey: hotkey || null });
      close();
    } catch (reason) {
      setError(failureOf(reason));
    }
  };
  const remove = async () => {
    try {
      await studio.data.removeClass({ id: view.id });
      close();
    } catch (reason) {
      setError(failureOf(reason));
    }
  };
  if (merging)
    return (
      <Dialog onClose={close} title={t('classEditor.mergeTitle')} size="sm">
        <MergeClass view={view} classes={classes} close={close} />
      </Dialog>
    );
  return (
    <Dialog onClose={close} title={t('classEditor.title')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('classEditor.name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            error={error && !isOfKey(error) && sentenceOf(error)}
            {...firstFocus}
          />
          <ColorInput
            label={t('classEditor.color')}
            value={color}
            onChange={setColor}
            swatches={[...classPalette]}
            swatchesPerRow={8}
            size="xs"
            eyeDropperButtonProps={{ 'aria-label': t('classEditor.pickColor') }}
          />
          <TextInput
            label={t('classEditor.hotkey')}
            description={t('classEditor.hotkeyHelp')}
            value={hotkey}
            maxLength={1}
            error={error && isOfKey(error) && sentenceOf(error)}
            onChange={(event) => setHotkey(event.currentTarget.value)}
          />
          <DialogButtons>
            {classes.length > 1 && (
              <Button variant="subtle" color="gray" onClick={() => setMerging(true)}>
                {t('classEditor.mergeStart')}
              </Button>
            )}
            {imagesOf(view) === 0 && (
              <Button variant="subtle" color="red" onClick={() => void remove()}>
                {t('classEditor.deleteStart')}
              </Button>
            )}
            <span style={{ flex: 1 }} />
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()}>
              {t('common.save')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
