import { Button, Progress, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../contract';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { count, duration } from '../../base/words/format';
import { subjectOf } from '../../base/words/job-subject';
import { stageWords } from '../../base/words/stage-words';

/** The prediction that runs or waits, with its progress and a button to stop it. */
export function PredictRunning({ job }: { readonly job: JobView }) {
  const { t } = useTranslation();
  const { progress, status } = job;
  const words = status === 'queued' ? t('predict.waiting') : (stageWords(job.stage, t) ?? t('jobs.starting'));
  return (
    <Stack align="center" justify="center" h="100%" gap="sm" p="xl" role="status">
      <ThemeIcon size={56} radius="xl" variant="light">
        <IconScan size={28} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Text fw={600} fz="lg" ta="center" style={{ overflowWrap: 'anywhere' }}>
        {t('predict.running', { subject: subjectOf(job) })}
      </Text>
      <Text c="dimmed">{words}</Text>
      <Progress
        w={320}
        maw="100%"
        aria-label={words}
        animated={progress === null}
        value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 100}
      />
      <Text fz="xs" c="dimmed" mih={18}>
        {progress &&
          t('jobs.progress.images', {
            count: progress.total,
            done: count(progress.done),
            total: count(progress.total),
          })}
        {progress?.secondsLeft != null &&
          `  ·  ${t('jobs.progress.left', { time: duration(progress.secondsLeft) })}`}
      </Text>
      <Button
        variant="default"
        disabled={status === 'cancelling'}
        onClick={() => studio.jobs.cancel({ id: job.id }).catch(complain)}
      >
        {t(status === 'cancelling' ? 'jobs.cancelling' : 'jobs.cancel')}
      </Button>
    </Stack>
  );
}
