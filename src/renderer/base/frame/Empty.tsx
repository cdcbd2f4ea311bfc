import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import type { IconDatabase } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWriting } from '../kept/writing';

interface EmptyProps {
  readonly icon: typeof IconDatabase;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next thing to do. */
  readonly action?: NextAction;
  /** An alternative to it. */
  readonly second?: NextAction;
}

interface NextAction {
  readonly label: string;
  readonly run: () => void;
  /** Whether the action changes the project. */
  readonly writes?: boolean;
}

/** Shown in place of content that does not exist yet: the reason, and the next action. */
export function Empty({ icon: Icon, title, children, action, second }: EmptyProps) {
  const writing = useWriting();
  return (
    // It fills its container, or is as tall as its text if the container is shorter: then the container scrolls and nothing is squeezed.
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
      {(action ?? second) && (
        <Group mt="xs" gap="xs" justify="center">
          {[action, second].map(
            (each, at) =>
              each && (
                <Button
                  key={each.label}
                  size="sm"
                  variant={at === 0 ? 'filled' : 'default'}
                  {...(each.writes ? writing() : {})}
                  onClick={each.run}
                >
                  {each.label}
                </Button>
              ),
          )}
        </Group>
      )}
    </Stack>
  );
}
