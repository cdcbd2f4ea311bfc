import { Group, Kbd, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { screenNames } from '../base/navigation';
import { createStore } from '../base/store';
import { labelActions } from '../screens/label/label-actions';
import { reviewActions } from '../screens/review/review-actions';

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
    <Modal opened={opened} onClose={() => shown.set(false)} title={t('frame.keys')} size={680}>
      <SimpleGrid cols={2} spacing="xl">
        <Stack gap="lg">
          <KeyList keys={keys} />
          <KeyList title={t('screens.label')} keys={keysOf(labelActions)} />
        </Stack>
        <KeyList title={t('screens.review')} keys={keysOf(reviewActions)} />
      </SimpleGrid>
    </Modal>
  );
}

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
