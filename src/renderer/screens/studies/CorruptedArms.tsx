import { Button, Group, Text } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobView, StudyView } from '../../../contract';
import { useWriting } from '../../base/kept/writing';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { ArmTable } from './ArmTable';
import { measuringOf } from './study-state';

interface CorruptedArmsProps {
  readonly study: StudyView;
  readonly jobs: readonly JobView[];
}

/** The arms of a study on corrupted test images, and the button that measures what is missing. */
export function CorruptedArms({ study, jobs }: CorruptedArmsProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const job = measuringOf(jobs, study.name);
  const { corrupted } = study;
  const measured = corrupted?.reduce((sum, { last }) => sum + (last?.count ?? 0), 0) ?? 0;
  return (
    <>
      {corrupted && <ArmTable study={{ ...study, arms: corrupted }} title={t('studies.corrupted')} />}
      {measured < study.done && (
        <Group gap={12}>
          {job ? (
            <Text fz="sm">{t(job.status === 'queued' ? 'studies.waitsInQueue' : 'studies.measuring')}</Text>
          ) : (
            <>
              {!corrupted && <Text fz="sm">{t('studies.corruptedNone')}</Text>}
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconRulerMeasure size={14} />}
                {...writing()}
                onClick={() => void studio.studies.measure({ studyId: study.id }).catch(complain)}
              >
                {t('studies.measureCorrupted')}
              </Button>
            </>
          )}
        </Group>
      )}
    </>
  );
}
