import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createStore } from '../parts/store';
import { screenNames } from './navigation';

const shown = createStore(false);

export function openKeysHelp(): void {
  shown.set(true);
}

/** The keys of the studio, by `?`. */
export function KeysHelp() {
  const { t } = useTranslation();
  const opened = shown.use();
  const keys: [string, string][] = [
    ['Ctrl K', t('keys.commands')],
    ['?', t('keys.help')],
    ...screenNames.map((name, i): [string, string] => [`Ctrl ${i + 1}`, t(`screens.${name}`)]),
    ['Ctrl I', t('keys.addImages')],
    ['Tab', t('keys.next')],
    ['Esc', t('keys.close')],
    ['Ctrl +  Ctrl -', t('keys.zoom')],
  ];
  return (
    <Modal opened={opened} onClose={() => shown.set(false)} title={t('frame.keys')} size="sm">
      <Stack gap={6}>
        {keys.map(([key, meaning]) => (
          <Group key={key} justify="space-between">
            <Text>{meaning}</Text>
            <Kbd>{key}</Kbd>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
