import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import {
  IconDownload,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView, StudyView } from '../../../contract';
import { Confirm } from '../../base/frame/Confirm';
import type { BadgeState } from '../../base/frame/StateBadge';
import { useWriting } from '../../base/kept/writing';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';

interface StudyActionsProps {
  readonly study: StudyView;
  readonly state: BadgeState;
  readonly job: JobView | undefined;
}

/** The actions on a study: its next step, and its result as a file. */
export function StudyActions({ study, state, job }: StudyActionsProps) {
  const { t } = useTranslation();
  const save = (format: 'html' | 'csv') => void saveStudy(study, format).catch(complain);
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <Group gap={6} ml="auto" justify="flex-end">
      <MainAction {...{ study, state, job }} />
      {(['html', 'csv'] as const).map((format) => (
        <Button
          key={format}
          {...button}
          leftSection={<IconDownload size={14} />}
          disabled={study.done === 0}
          onClick={() => save(format)}
        >
          {t(format === 'html' ? 'studies.savePage' : 'studies.saveTable')}
        </Button>
      ))}
      <DeleteStudy {...{ study, job }} />
    </Group>
  );
}

function DeleteStudy({ study, job }: Omit<StudyActionsProps, 'state'>) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const name = t('studies.delete');
  return (
    <>
      <Tooltip label={job ? t('studies.deleteBusy') : name}>
        <ActionIcon
          size={26}
          variant="default"
          aria-label={name}
          data-disabled={job !== undefined || undefined}
          aria-disabled={job !== undefined}
          onClick={() => job === undefined && setAsking(true)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </Tooltip>
      {asking && (
        <Confirm
          title={t('studies.deleteTitle', { name: study.name })}
          action={t('studies.deleteNow')}
          run={() => void studio.studies.remove({ studyId: study.id }).catch(complain)}
          close={() => setAsking(false)}
        >
          {t('studies.deleteHelp', {
            count: study.cells.filter((cell) => cell.experimentId !== null).length,
          })}
        </Confirm>
      )}
    </>
  );
}

function MainAction({ study, state, job }: StudyActionsProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  if (job) {
    const queued = state === 'queued';
    const Icon = queued ? IconPlayerStop : IconPlayerPause;
    const word = queued ? 'runs.dequeue' : state === 'stopping' ? 'jobs.cancelling' : 'runs.pause';
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon size={14} />}
        disabled={state === 'stopping'}
        onClick={() => void studio.jobs.cancel({ id: job.id }).catch(complain)}
      >
        {t(word)}
      </Button>
    );
  }
  if (state === 'done') return null;
  return (
    <Button
      size="compact-sm"
      leftSection={<IconPlayerPlay size={14} />}
      {...writing()}
      onClick={() => void studio.studies.resume({ studyId: study.id }).catch(complain)}
    >
      {t(state === 'failed' ? 'studies.tryAgain' : 'studies.goOn')}
    </Button>
  );
}

async function saveStudy({ id, name }: StudyView, format: 'html' | 'csv'): Promise<void> {
  const [title, kind] =
    format === 'html'
      ? (['studies.savePage', 'studies.page'] as const)
      : (['studies.saveTable', 'studies.table'] as const);
  const target = await studio.app.chooseTarget({
    title: i18n.t(title),
    name: `${name.replaceAll(/[/\\:*?"<>|]/g, '-')}.${format}`,
    kinds: [{ name: i18n.t(kind), extensions: [format] }],
  });
  if (target !== null) await studio.studies.save({ studyId: id, format, target });
}
