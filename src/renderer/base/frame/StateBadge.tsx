import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExperimentState, RunState } from '../../../contract';

/** The state of an experiment or of a part of it; the states of a running job are newer than the catalog's. */
export type BadgeState = ExperimentState | RunState | 'queued' | 'stopping' | 'waits';

const colors: Readonly<Record<BadgeState, string>> = {
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

/** The state of an experiment or of a part of it, as a badge. */
export function StateBadge({ state }: { readonly state: BadgeState }) {
  const { t } = useTranslation();
  return (
    <Badge
      size="sm"
      variant="light"
      fw={500}
      c="var(--studio-text)"
      color={colors[state]}
      style={{ flex: 'none' }}
    >
      {t(`runs.states.${state}`)}
    </Badge>
  );
}
