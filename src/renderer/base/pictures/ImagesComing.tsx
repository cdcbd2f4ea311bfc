import { Progress, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../contract';
import { ask } from '../studio/connection';
import { importOf } from '../words/import-of';
import { subjectOf } from '../words/job-subject';
import { stageWords } from '../words/stage-words';

/** The job that imports images or prepares the demo; null if there is none. */
export function useImagesComing(): JobView | null {
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  return importOf(jobs);
}

/** Shown in place of "No images yet" while images are being read. */
export function ImagesComing({ job }: { readonly job: JobView }) {
  const { t } = useTranslation();
  const { progress } = job;
  const words = stageWords(job.stage, t) ?? t('jobs.starting');
  return (
    <Stack align="center" justify="center" h="100%" gap="sm" p="xl" role="status">
      <ThemeIcon size={56} radius="xl" variant="light">
        <IconPhotoDown size={28} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Text fw={600} fz="lg">
        {t(`jobs.kinds.${job.kind}`, { subject: subjectOf(job) })}
      </Text>
      <Text c="dimmed">{words}</Text>
      <Progress
        w={320}
        aria-label={words}
        animated={progress === null}
        value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 100}
      />
    </Stack>
  );
}
