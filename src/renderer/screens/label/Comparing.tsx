import { Button, Group, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { duration } from '../../base/words/format';
import { stageWords } from '../../base/words/stage-words';
import styles from './Label.module.css';
import type { LabelSession } from './label-session';

/** How far the looking at images is that a person waits for, and a button to end it. */
export function Comparing({ session }: { readonly session: LabelSession }) {
  const { t } = useTranslation();
  const job = session.likeness.job.use();
  if (!job) return null;
  const { progress, stage, status } = job;
  const left = progress?.secondsLeft;
  const words = [
    stageWords(stage, t) ?? t('jobs.starting'),
    progress && `${Math.floor((100 * progress.done) / Math.max(1, progress.total))} %`,
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
