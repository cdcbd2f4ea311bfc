import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/**
 * Replaces the window's content while the studio's process cannot be started: it says why, and offers to try
 * again.
 */
export function StudioDown({ reason }: { readonly reason: string }) {
  const { t } = useTranslation();
  return (
    <Stack component="main" role="alert" maw={640} h="100%" mx="auto" px="xl" justify="center" gap="md">
      <Group gap="sm">
        <IconPlugConnectedX size={30} stroke={1.5} color="var(--mantine-color-red-6)" aria-hidden />
        <Title order={1} fz={22}>
          {t('down.title')}
        </Title>
      </Group>
      <Text>{t('down.help')}</Text>
      <Text fz="xs" c="dimmed" fw={600}>
        {t('down.said')}
      </Text>
      <Code block className="selectable" style={{ whiteSpace: 'pre-wrap', maxHeight: 240, overflow: 'auto' }}>
        {reason}
      </Code>
      {/* The reloaded page asks the main process for a studio. */}
      <Button w="fit-content" size="sm" autoFocus onClick={() => window.location.reload()}>
        {t('down.again')}
      </Button>
    </Stack>
  );
}
