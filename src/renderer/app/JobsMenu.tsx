import { Anchor, Badge, Button, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobStatus, JobView } from '../../contract';
import { studio } from '../base/studio/connection';
import { noteText, sentenceOf } from '../base/studio/errors';
import { duration, moment } from '../base/words/format';
import { subjectOf } from '../base/words/job-subject';

const colors: Readonly<Record<JobStatus, string>> = {
  queued: 'gray',
  running: 'iris',
  cancelling: 'yellow',
  done: 'teal',
  cancelled: 'gray',
  failed: 'red',
};

/** Lists the last jobs and how they ended. */
export function JobsMenu({ jobs }: { readonly jobs: readonly JobView[] }) {
  const { t } = useTranslation();
  return (
    <Popover position="top-end" width={440} shadow="md" trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconHistory size={14} />}>
          {t('jobs.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('jobs.title')}>
        <ScrollArea.Autosize mah={420} p="sm" viewportProps={{ tabIndex: 0 }}>
          <Stack gap="sm">
            {jobs.length === 0 && <Text c="dimmed">{t('jobs.none')}</Text>}
            {jobs.map((job) => (
              <JobEntry key={job.id} job={job} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function JobEntry({ job }: { readonly job: JobView }) {
  const { t } = useTranslation();
  const { output, failure, notes } = job;
  // The job was paused, or its training was discarded: the experiment or study still exists.
  const stays = job.kind === 'experiment' || job.kind === 'study';
  const status = stays && job.status === 'cancelled' ? 'stopped' : job.status;
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <Text
          fw={500}
          truncate
          flex={1}
          miw={0}
          title={t(`jobs.kinds.${job.kind}`, { subject: subjectOf(job) })}
        >
          {t(`jobs.kinds.${job.kind}`, { subject: subjectOf(job) })}
        </Text>
        <Badge size="xs" variant="light" color={colors[job.status]} style={{ flex: 'none' }}>
          {t(`jobs.status.${status}`)}
        </Badge>
      </Group>
      {job.startedAt !== null && (
        <Text fz="xs" c="dimmed">
          {moment(job.startedAt)}
          {job.finishedAt !== null && `  ·  ${duration((job.finishedAt - job.startedAt) / 1000)}`}
        </Text>
      )}
      {failure && (
        <Text fz="xs" c="red" className="selectable">
          {sentenceOf(failure)}
        </Text>
      )}
      {notes.map(noteText).map((text) => (
        <Text key={text} fz="xs" c="dimmed" className="selectable" lineClamp={4}>
          {text}
        </Text>
      ))}
      {output && (
        <Anchor component="button" fz="xs" onClick={() => void studio.app.reveal({ path: output })}>
          {t('jobs.reveal')}
        </Anchor>
      )}
    </div>
  );
}
