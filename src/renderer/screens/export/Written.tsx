import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JobKind } from '../../../contract';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { baseName } from '../../base/words/format';

/** The files that the last export of a kind wrote, or the export that is running. */
export function Written({ kind }: { readonly kind: JobKind }) {
  const { t } = useTranslation();
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const last = jobs.find((job) => job.kind === kind);
  if (!last) return null;
  if (last.finishedAt === null)
    return (
      <Text fz="xs" c="dimmed" role="status">
        {t('export.writing')}
      </Text>
    );
  const { output } = last;
  if (last.status !== 'done' || output === null) return null;
  return (
    <Text fz="xs" c="dimmed" truncate title={output} role="status">
      {t('export.lastOutput', { name: baseName(output) })}
      {'  ·  '}
      <Anchor component="button" fz="xs" onClick={() => studio.app.reveal({ path: output }).catch(complain)}>
        {t('jobs.reveal')}
      </Anchor>
    </Text>
  );
}
