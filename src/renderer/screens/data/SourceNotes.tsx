import { ActionIcon, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Note } from '../../../core/words/notes';
import { noteText } from '../../base/studio/errors';

interface SourceNotesProps {
  readonly name: string;
  readonly notes: readonly Note[];
}

/** What the last import of a source said about how it was read. */
export function SourceNotes({ name, notes }: SourceNotesProps) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  const title = t('data.sourceNotes', { name });
  return (
    <Popover position="bottom-end" width={420} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={title}>
          <IconInfoCircle size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={title}>
        <ScrollArea.Autosize mah={320} p="sm" viewportProps={{ tabIndex: 0 }}>
          <Stack gap={8}>
            {notes.map(noteText).map((text) => (
              <Text key={text} fz="xs" className="selectable">
                {text}
              </Text>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
