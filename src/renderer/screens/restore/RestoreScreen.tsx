import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconDatabaseImport, IconHistory, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RescueView } from '../../../contract';
import { ask } from '../../base/studio/connection';
import { rescuedFolder } from '../../base/studio/damage';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { BackupList } from './BackupList';
import classes from './Restore.module.css';
import { type Acts, useActs } from './use-acts';

/**
 * Replaces the window's content: the problem of a project's catalog, its backups, and the ways to continue.
 */
export function RestoreScreen({ folder }: { readonly folder: string }) {
  const { data: view, error } = useQuery(
    ask.project.rescue.queryOptions({ input: { folder }, staleTime: 0 }),
  );
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        {view && <Rescue view={view} />}
        {error && <Refused error={error} />}
        {!view && !error && <Loader size="sm" />}
      </div>
    </main>
  );
}

function Rescue({ view }: { readonly view: RescueView }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const acts = useActs(view.folder, choose);
  const { backups, problem, name } = view;
  // The newest complete backup, until a person chooses another.
  const selected = chosen ?? (backups.find(({ lacks }) => lacks.length === 0) ?? backups[0])?.name ?? null;
  // Where nothing is wrong, the backups are only looked at, and Escape goes back to the project.
  useWindowEvent('keydown', ({ key }) => {
    if (key === 'Escape' && !problem && acts.busy === null) rescuedFolder.set(null);
  });
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        {problem ? (
          <IconShieldX size={30} stroke={1.5} color="var(--mantine-color-red-6)" aria-hidden />
        ) : (
          <IconHistory size={28} stroke={1.5} aria-hidden />
        )}
        <Title order={1} fz={22}>
          {t(problem ? 'restore.damaged' : 'restore.backups', { name })}
        </Title>
      </Group>
      {problem && (
        <Text className="selectable" role="alert">
          {sentenceOf(problem)}
        </Text>
      )}
      <Text c="dimmed" fz="sm">
        {t(problem ? 'restore.safe' : 'restore.healthy')}
      </Text>
      {backups.length > 0 ? (
        <BackupList backups={backups} selected={selected} choose={choose} />
      ) : (
        <Stack gap={4} className={classes.empty}>
          <Text fw={600}>{t('restore.none')}</Text>
          <Text fz="sm" c="dimmed">
            {t(problem ? 'restore.noneDamaged' : 'restore.noneHealthy')}
          </Text>
        </Stack>
      )}
      {acts.error !== null && (
        <Alert color="red" role="alert">
          {acts.error}
        </Alert>
      )}
      <Actions selected={selected} isDamaged={problem !== null} acts={acts} />
    </Stack>
  );
}

interface ActionsProps {
  readonly selected: string | null;
  readonly isDamaged: boolean;
  readonly acts: Acts;
}

function Actions({ selected, isDamaged, acts }: ActionsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        <Button
          disabled={selected === null || acts.busy !== null}
          loading={acts.busy === 'restore'}
          onClick={() => selected !== null && acts.restore(selected)}
        >
          {t('restore.restore')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDatabaseImport size={16} />}
          disabled={acts.busy !== null}
          loading={acts.busy === 'other'}
          onClick={isDamaged ? acts.salvage : acts.backUp}
        >
          {t(isDamaged ? 'restore.salvage' : 'restore.backUp')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          disabled={acts.busy !== null}
          onClick={() => rescuedFolder.set(null)}
        >
          {t('restore.close')}
        </Button>
      </Group>
      <Text fz="xs" c="dimmed">
        {t('restore.restoring')}
        {isDamaged && <br />}
        {isDamaged && t('restore.salvageHelp')}
      </Text>
    </>
  );
}

function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Title order={1} fz={22}>
        {t('errors.title')}
      </Title>
      <Text className="selectable" role="alert">
        {sentenceOf(failureOf(error))}
      </Text>
      <Button w="fit-content" variant="default" onClick={() => rescuedFolder.set(null)}>
        {t('restore.close')}
      </Button>
    </Stack>
  );
}
