import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import {
  type Binding,
  holders,
  type OwnKeys,
  usualHolders,
  withKey,
  withKeysSwapped,
  withUsualKeys,
} from '../../base/keys/bindings';
import { type Chord, characterOf, chordOf } from '../../base/keys/chord';
import { keyOf } from '../../base/keys/key';
import { chordsOf, firstKey } from '../../base/keys/keys-in-use';
import { refusal } from '../../base/keys/refusal';
import { useClasses } from '../../base/program/use-classes';
import { useOwnKeys } from './own-keys';
import { actionName, keyTables } from './tables';

interface KeyDialogProps {
  readonly binding: Binding;
  readonly close: () => void;
}

/** Other actions that already have the key; the person decides what happens to them. */
interface Conflict {
  /** Null if the action is to get its usual keys back. */
  readonly chord: Chord | null;
  readonly holders: readonly Binding[];
}

/** Gives an action the key that is pressed. */
export function KeyDialog({ binding, close }: KeyDialogProps) {
  const { t } = useTranslation();
  const [own, setOwn] = useOwnKeys();
  const [pressed, setPressed] = useState<Chord | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const refused = useRefusal(binding, pressed);
  const { action, group } = actionName(binding);
  const settle = (keys: OwnKeys) => {
    setOwn(keys);
    close();
  };
  const usual = () => {
    const others = usualHolders(keyTables, own, binding);
    setPressed(null);
    if (others.length === 0) settle(withUsualKeys(keyTables, own, binding));
    else setConflict({ chord: null, holders: others });
  };
  const press = (chord: Chord, isRefused: boolean) => {
    const others = isRefused ? [] : holders(keyTables, own, binding, chord);
    setPressed(chord);
    setConflict(others.length > 0 ? { chord, holders: others } : null);
    if (isRefused || others.length > 0) return;
    if (chordsOf(binding)[0] === chord) close();
    else settle(withKey(keyTables, own, binding, chord));
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('keys.title', { action, group })}
      size="sm"
      transitionProps={{ duration: 0 }}
      data-testid="key-dialog"
    >
      <Stack gap="sm">
        <KeyField
          pressed={pressed}
          refused={refused.sentence}
          press={(chord) => press(chord, refused.of(chord) !== null)}
        />
        {conflict && <Held binding={binding} conflict={conflict} settle={settle} />}
        <DialogButtons justify="space-between">
          {binding.name in own && !conflict ? (
            <Button variant="subtle" color="gray" onClick={usual}>
              {t('keys.resetTo', { key: binding.chords[0] })}
            </Button>
          ) : (
            <span />
          )}
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
}

interface KeyFieldProps {
  readonly pressed: Chord | null;
  readonly refused: string | null;
  readonly press: (chord: Chord) => void;
}

/** Takes every pressed key, except those that move the focus away or close the dialog. */
function KeyField({ pressed, refused, press }: KeyFieldProps) {
  const { t } = useTranslation();
  const take = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key.key === 'Tab' || (key.key === 'Escape' && !key.ctrl && !key.alt && !key.shift)) return;
    event.preventDefault();
    event.stopPropagation();
    const chord = chordOf(key);
    if (chord !== null && !event.repeat) press(chord);
  };
  return (
    <TextInput
      size="md"
      {...firstFocus}
      readOnly
      label={t('keys.press')}
      description={t('keys.pressHelp')}
      value={pressed ?? ''}
      placeholder={t('keys.waiting')}
      error={refused}
      errorProps={{ role: 'alert' }}
      onKeyDown={take}
    />
  );
}

/** Why the pressed key cannot be given to the action. */
function useRefusal(binding: Binding, pressed: Chord | null) {
  const { t } = useTranslation();
  const classes = useClasses();
  const of = (chord: Chord): string | null => {
    const why = refusal(chord, binding);
    if (why) return t(`keys.refused.${why}`, { key: chord });
    const character = characterOf(chord)?.toLowerCase();
    const its = [...classes.values()].find(({ hotkey }) => hotkey?.toLowerCase() === character);
    return character && its ? t('keys.refused.class', { key: chord, name: its.name }) : null;
  };
  return { of, sentence: pressed === null ? null : of(pressed) };
}

interface HeldProps {
  readonly binding: Binding;
  readonly conflict: Conflict;
  readonly settle: (keys: OwnKeys) => void;
}

/** Shows which actions have the key, and offers what can be done about it. */
function Held({ binding, conflict: { chord, holders: others }, settle }: HeldProps) {
  const { t } = useTranslation();
  const [own] = useOwnKeys();
  const swapped = chord === null ? null : withKeysSwapped(keyTables, own, binding, chord);
  const named = (other: Binding) => t('keys.named', actionName(other));
  const key = chord ?? binding.chords[0];
  return (
    <Stack gap="xs" role="alert">
      <Text>{t('keys.held', { key, actions: others.map(named).join(', '), count: others.length })}</Text>
      <Group gap="xs">
        {swapped && (
          <Button onClick={() => settle(swapped)}>{t('keys.swap', { key: firstKey(binding) })}</Button>
        )}
        <Button
          variant={swapped ? 'default' : 'filled'}
          onClick={() =>
            settle(
              chord === null
                ? withUsualKeys(keyTables, own, binding)
                : withKey(keyTables, own, binding, chord),
            )
          }
        >
          {t('keys.take')}
        </Button>
      </Group>
    </Stack>
  );
}
