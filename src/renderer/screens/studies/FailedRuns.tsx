import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobView, StudyView } from '../../../contract';
import { showExperiment } from '../../base/kept/chosen-row';
import { sentenceOf } from '../../base/studio/errors';
import styles from './Studies.module.css';
import { cellState } from './study-state';

/** Failed runs, each with its error. */
export function FailedRuns({ study, job }: { readonly study: StudyView; readonly job: JobView | undefined }) {
  const { t } = useTranslation();
  const failed = study.cells.filter((cell) => {
    const state = cellState(cell, job);
    return cell.failure !== null && (state === 'failed' || state === 'stopped');
  });
  if (failed.length === 0) return null;
  return (
    <Alert
      role="alert"
      variant="default"
      mt="sm"
      icon={<IconAlertTriangle size={18} color="var(--mantine-color-red-6)" />}
      style={{ borderLeft: '4px solid var(--mantine-color-red-6)' }}
      title={t('studies.failures', { count: failed.length })}
    >
      <ul className={styles.failures}>
        {failed.map(({ arm, seed, failure, experimentId }) => (
          <li key={`${seed} ${arm}`}>
            {t('studies.runOf', { arm, seed, what: failure ? sentenceOf(failure) : '' })}{' '}
            {experimentId !== null && (
              <Button size="compact-xs" variant="default" onClick={() => showExperiment(experimentId)}>
                {t('studies.showRun')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
