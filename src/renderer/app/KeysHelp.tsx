import { Group, Kbd, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { screenTitle } from '../base/screen-definition';
import { createStore } from '../base/store';
import { screens } from './screens';

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
    ...screens.map((screen, i): [string, string] => [`Ctrl ${i + 1}`, screenTitle(screen)]),
    ['Ctrl I', t('keys.addImages')],
    ['Ctrl B', t('keys.foldLeft')],
    ['Ctrl Shift B', t('keys.foldRight')],
    ['Tab', t('keys.next')],
    ['Esc', t('keys.close')],
    ['Ctrl +  Ctrl -', t('keys.zoom')],
  ];
  return (
    <Modal opened={opened} onClose={() => shown.set(false)} title={t('frame.keys')} size={960}>
      <SimpleGrid cols={withKeys.length + 1} spacing="xl">
        <KeyList keys={keys} />
        {withKeys.map((screen) => (
          <KeyList key={screen.name} title={screenTitle(screen)} keys={keysOf(screen.actions ?? [])} />
        ))}
      </SimpleGrid>
    </Modal>
  );
}

const withKeys = screens.filter(({ actions }) => actions);

const keysOf = (actions: readonly { readonly keys: string; label(): string }[]) =>
  actions.map(({ keys, label }): [string, string] => [keys, label()]);

interface KeyListProps {
  readonly title?: string;
  readonly keys: readonly (readonly [string, string])[];
}

function KeyList({ title, keys }: KeyListProps) {
  return (
    <Stack gap={6}>
      {title && <Text fw={600}>{title}</Text>}
      {keys.map(([key, meaning]) => (
        <Group key={key} justify="space-between" wrap="nowrap">
          <Text>{meaning}</Text>
          <Kbd style={{ whiteSpace: 'nowrap' }}>{key}</Kbd>
        </Group>
      ))}
    </Stack>
  );
}
