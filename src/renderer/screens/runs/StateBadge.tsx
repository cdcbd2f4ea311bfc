import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShownState, StepState } from './tree';

const colors: Readonly<Record<ShownState | StepState, string>> = {
  new: 'gray',
  queued: 'gray',
  running: 'iris',
  stopping: 'yellow',
  review: 'yellow',
  waits: 'yellow',
  paused: 'gray',
  interrupted: 'orange',
  cancelled: 'gray',
  failed: 'red',
  done: 'teal',
};

/** Where an experiment or a part of it is, as a word. */
export function StateBadge({ state }: { readonly state: ShownState | StepState }) {
  const { t } = useTranslation();
  return (
    <Badge
      size="sm"
      variant="light"
      tt="none"
      fw={500}
      c="var(--studio-text)"
      color={colors[state]}
      style={{ flex: 'none' }}
    >
      {t(`runs.states.${state}`)}
    </Badge>
  );
}
