import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { IconCpu2 } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RuntimeView } from '../../../contract';
import { bytesText } from '../../../core/words/bytes';
import { complain } from '../studio/announce';
import { ask, studio } from '../studio/connection';
import { sentenceOf } from '../studio/errors';

/** The interval at which the progress is requested. */
const everyMs = 1000;

/** If a GPU was found that is not used yet, offers to download TensorFlow for CUDA. Shows nothing without a GPU. */
export function GpuOffer() {
  const { t } = useTranslation();
  const { data: view } = useQuery({
    ...ask.runtime.view.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.fetching ? everyMs : false),
  });
  if (!view?.offer || view.offer === 'ready') return null;
  return (
    <Alert
      variant="light"
      p="xs"
      icon={<IconCpu2 size={17} aria-hidden />}
      title={t('gpu.found', { gpu: view.gpu ?? '' })}
      role="region"
      aria-label={t('gpu.found', { gpu: view.gpu ?? '' })}
    >
      {view.offer === 'driver-old' ? (
        <Text fz="xs">{t('gpu.driverOld', { driver: view.driver ?? '', least: view.least })}</Text>
      ) : view.fetching ? (
        <Fetching {...view.fetching} />
      ) : (
        <Offered view={view} />
      )}
    </Alert>
  );
}

function Offered({ view }: { readonly view: RuntimeView }) {
  const { t } = useTranslation();
  const begin = useThenAskAgain(() => studio.runtime.fetch());
  const sizes = { size: bytesText(view.fetchBytes), disk: bytesText(view.diskBytes) };
  return (
    <>
      <Text fz="xs">{t('gpu.offer', sizes)}</Text>
      {view.failure && (
        <Text fz="xs" c="red" role="alert" mt={4}>
          {sentenceOf(view.failure)}
        </Text>
      )}
      <Button mt={8} size="compact-sm" onClick={begin}>
        {t('gpu.fetch', sizes)}
      </Button>
    </>
  );
}

function Fetching({ bytes, all }: { readonly bytes: number; readonly all: number }) {
  const { t } = useTranslation();
  const cancel = useThenAskAgain(() => studio.runtime.cancel());
  return (
    <>
      <Text fz="xs" role="status">
        {t('gpu.fetching', { bytes: bytesText(bytes), all: bytesText(all) })}
      </Text>
      <Group mt={6} gap="sm" wrap="nowrap">
        <Progress flex={1} size="sm" aria-label={t('gpu.progress')} value={(bytes / all) * 100} />
        <Button size="compact-xs" variant="default" onClick={cancel}>
          {t('jobs.cancel')}
        </Button>
      </Group>
    </>
  );
}

function useThenAskAgain(act: () => Promise<unknown>): () => void {
  const client = useQueryClient();
  return () => {
    act()
      .catch(complain)
      .finally(() => client.invalidateQueries({ queryKey: ask.runtime.key() }));
  };
}
