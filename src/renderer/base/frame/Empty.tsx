import { Button, Stack, Text, ThemeIcon } from '@mantine/core';
import type { IconDatabase } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly icon: typeof IconDatabase;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next thing to do. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Shown where there is no content yet: the reason, and the next action. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    // Its height is that of its place, or of its text where the place is lower: then the container scrolls
    // and nothing is squeezed.
    <Stack align="center" justify="center" mih="100%" gap="sm" p="xl" flex="none">
      <ThemeIcon size={56} radius="xl" variant="light">
        <Icon size={28} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Text fw={600} fz="lg">
        {title}
      </Text>
      {children && (
        <Text c="dimmed" ta="center" maw={440}>
          {children}
        </Text>
      )}
      {action && (
        <Button mt="xs" size="sm" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </Stack>
  );
}
