import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExperimentState, RunState } from '../../contract';

/** Where an experiment, a part of it or a study is; the job that works on it knows more than the catalog. */
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

/** Where an experiment or a part of it is, as a word. */
export function StateBadge({ state }: { readonly state: BadgeState }) {
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
