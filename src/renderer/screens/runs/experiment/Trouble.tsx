import { Alert, Button, Code, Collapse, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../../../contract';
import { divergences } from '../../../../core/stored/runs';
import { useWriting } from '../../../base/kept/writing';
import { sentenceOf } from '../../../base/studio/errors';
import { openNewExperiment } from '../../../dialogs/new-experiment/NewExperiment';
import { resume } from './ExperimentActions';
import type { ShownState } from './states';

/** Why an experiment stopped, and what to do now. */
export function Trouble({
  experiment,
  state,
}: {
  readonly experiment: ExperimentView;
  readonly state: ShownState;
}) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [open, setOpen] = useState(false);
  const { failure } = experiment;
  if (state === 'paused' || (state === 'interrupted' && !failure))
    return <Note experiment={experiment} state={state} />;
  if (!failure || (state !== 'failed' && state !== 'interrupted')) return null;
  const diverged = divergences.has(failure.code);
  const color = state === 'failed' ? 'var(--mantine-color-red-6)' : 'var(--mantine-color-orange-6)';
  const sentence = diverged ? t('runs.trouble.diverged') : sentenceOf(failure);
  return (
    <Alert
      role="alert"
      variant="default"
      icon={<IconAlertTriangle size={18} color={color} />}
      style={{ borderLeft: `4px solid ${color}` }}
      title={t(diverged ? 'runs.trouble.divergedTitle' : `runs.trouble.${state}`)}
      mb="sm"
    >
      <Text>{sentence}</Text>
      {diverged && (
        <Collapse expanded={open}>
          <Code block mt={8} className="selectable">
            {sentenceOf(failure)}
          </Code>
        </Collapse>
      )}
      <Group gap="xs" mt={10}>
        {diverged ? (
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            {...writing()}
            onClick={openNewExperiment}
          >
            {t('runs.new')}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            leftSection={<IconPlayerPlay size={14} />}
            {...writing()}
            onClick={() => resume(experiment)}
          >
            {t('runs.resume')}
          </Button>
        )}
        {diverged && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(!open)}>
            {t(open ? 'runs.trouble.less' : 'runs.trouble.more')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Shown if there is no error: says that the experiment is paused or was interrupted, and how to continue. */
function Note({
  experiment,
  state,
}: {
  readonly experiment: ExperimentView;
  readonly state: 'paused' | 'interrupted';
}) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Alert variant="default" mb="sm" p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text>{t(`runs.trouble.${state}Note`)}</Text>
        <Button
          size="compact-sm"
          style={{ flex: 'none' }}
          leftSection={<IconPlayerPlay size={14} />}
          {...writing()}
          onClick={() => resume(experiment)}
        >
          {t('runs.resume')}
        </Button>
      </Group>
    </Alert>
  );
}
