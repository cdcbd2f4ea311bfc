import { Button, Group, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { duration, percent } from '../../../base/words/format';
import { stageWords } from '../../../base/words/stage-words';
import type { LabelSession } from '../session/label-session';
import styles from './LabelImages.module.css';

/** The progress of the job that looks at the images, and a button to stop it. */
export function Comparing({ session }: { readonly session: LabelSession }) {
  const { t } = useTranslation();
  const job = session.likeness.job.use();
  if (!job) return null;
  const { progress, stage, status } = job;
  const left = progress?.secondsLeft;
  const words = [
    stageWords(stage, t) ?? t('jobs.starting'),
    progress && percent(Math.floor((100 * progress.done) / Math.max(1, progress.total)) / 100, 0),
    typeof left === 'number' && t('jobs.progress.left', { time: duration(left) }),
  ];
  return (
    <Group className={styles.ordering} gap="xs" role="status" wrap="nowrap" data-testid="comparing">
      <Loader size={14} />
      <span>{words.filter(Boolean).join('  ·  ')}</span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={status === 'cancelling'}
        onClick={() => void session.likeness.cancel()}
      >
        {t(status === 'cancelling' ? 'jobs.cancelling' : 'jobs.cancel')}
      </Button>
    </Group>
  );
}
