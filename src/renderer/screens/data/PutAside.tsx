import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedState } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageFacts, ImageState } from '../../../contract';
import { LongPath } from '../../base/frame/LongPath';
import { Panel } from '../../base/frame/Screen';
import { useWriting } from '../../base/kept/writing';
import { Picture } from '../../base/pictures/Picture';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { reasonText } from '../../base/studio/errors';
import { count } from '../../base/words/format';
import styles from './Data.module.css';

type Aside = Exclude<ImageState, 'ok'>;
const kinds = ['leak', 'duplicate', 'excluded', 'quarantined', 'missing'] as const satisfies Aside[];
const pageSize = 100;

/** Images that are not used, each with the reason. */
export function PutAside({ states }: { readonly states: Readonly<Record<ImageState, number>> }) {
  const { t } = useTranslation();
  const present = kinds.filter((kind) => states[kind] > 0);
  const [chosen, choose] = useState<Aside | null>(null);
  const [search, setSearch] = useDebouncedState('', 200);
  // Leaks are shown first, because they make figures wrong; otherwise the most frequent reason.
  const [most] = [...present].sort((a, b) => states[b] - states[a]);
  const first = states.leak > 0 ? 'leak' : most;
  const kind = chosen && states[chosen] > 0 ? chosen : first;
  return (
    <div className={styles.wide}>
      <Panel
        title={t('data.putAside')}
        actions={
          kind && (
            <>
              <TextInput
                w={180}
                aria-label={t('data.searchAside')}
                placeholder={t('data.searchAside')}
                leftSection={<IconSearch size={13} />}
                maxLength={200}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
              <SegmentedControl
                value={kind}
                onChange={(value) => choose(value as Aside)}
                data={present.map((value) => ({
                  value,
                  label: `${t(`states.${value}`)} ${count(states[value])}`,
                }))}
              />
            </>
          )
        }
      >
        {kind ? (
          <>
            <Text fz="xs" c="dimmed" px={12} py={8}>
              {t(`states.help.${kind}`)}
            </Text>
            <AsideRows key={`${kind} ${search}`} state={kind} search={search} />
          </>
        ) : (
          <Text c="dimmed" p="md">
            {t('data.nothingAside')}
          </Text>
        )}
      </Panel>
    </div>
  );
}

interface AsideRowsProps {
  readonly state: Aside;
  readonly search: string;
}

function AsideRows({ state, search }: AsideRowsProps) {
  const { t } = useTranslation();
  const { data: ids = new Int32Array() } = useQuery(
    ask.data.imageIds.queryOptions({ input: { state, search: search || undefined } }),
  );
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles.asideRows}>
      {ids.length === 0 && search && (
        <Text c="dimmed" fz="sm" px={12} py={8}>
          {t('data.noneAside')}
        </Text>
      )}
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div key={ids[index]} style={{ position: 'absolute', top: start, left: 0, right: 0 }}>
            <AsideRow ids={ids} index={index} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Records that the image is a different picture from its held-out near duplicate. */
const allowNear = (id: number) => void studio.data.allowNear({ ids: [id] }).catch(complain);

const bringBack = (id: number) =>
  void studio.label.exclude({ ids: Int32Array.of(id), excluded: false }).catch(complain);

/** The facts of the images on the page that contains `index`; they are loaded page by page. */
function usePage(ids: Int32Array, index: number): ReadonlyMap<number, ImageFacts> {
  const page = Math.floor(index / pageSize);
  const wanted = [...ids.subarray(page * pageSize, (page + 1) * pageSize)];
  const { data } = useQuery(ask.data.imageFacts.queryOptions({ input: { ids: wanted } }));
  return useMemo(() => new Map(data?.map((facts) => [facts.id, facts])), [data]);
}

function AsideRow({ ids, index }: { readonly ids: Int32Array; readonly index: number }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const facts = usePage(ids, index).get(ids[index]);
  if (!facts) return <div className={styles.asideRow} />;
  return (
    <div className={styles.asideRow}>
      <Picture imageId={facts.id} size={34} className={styles.thumb} />
      <Text component="div" fz="sm" miw={0} className="selectable">
        <LongPath path={facts.path} title={facts.file} />
      </Text>
      <Text fz="xs" c="dimmed">
        {t(`splits.${facts.split}`)}
      </Text>
      <Group gap={6} wrap="nowrap">
        {facts.twinId !== null && <Picture imageId={facts.twinId} size={34} className={styles.thumb} />}
        <Text fz="xs" c="dimmed" lineClamp={2} className="selectable">
          {reasonText({ ...facts, values: facts.reasonValues })}
        </Text>
        {facts.code === 'near-leak' && (
          <Button size="compact-xs" variant="default" {...writing()} onClick={() => allowNear(facts.id)}>
            {t('data.useIt')}
          </Button>
        )}
        {facts.state === 'excluded' && (
          <Button size="compact-xs" variant="default" {...writing()} onClick={() => bringBack(facts.id)}>
            {t('exclude.bringBack')}
          </Button>
        )}
      </Group>
    </div>
  );
}
