import { useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SourceView } from '../../../contract';
import { ask } from '../../base/studio/connection';
import { isFoundAgain } from './is-found-again';

/** The interval at which the sources' folders are checked while the window may be seen, in milliseconds. */
const everyMs = 2000;

/** The sources whose files are not where they were. */
export function useMissingSources(): readonly SourceView[] {
  const { data } = useQuery(ask.data.overview.queryOptions());
  return missingAmong(data?.sources);
}

const missingAmong = (sources: readonly SourceView[] = []) => sources.filter(({ exists }) => !exists);

/**
 * Checks every two seconds, and when a person returns to the window, whether the sources are in their places: a disk may be removed or
 * inserted at any time.
 */
function useWatchedPlaces(): void {
  const { data, refetch } = useQuery(ask.data.overview.queryOptions());
  const { data: missing, refetch: look } = useQuery(
    ask.data.missing.queryOptions({ refetchInterval: everyMs, enabled: data !== undefined }),
  );
  useWindowEvent('focus', () => void look());
  const shown = missingAmong(data?.sources)
    .map(({ id }) => id)
    .join();
  const newest = missing?.join();
  useEffect(() => {
    if (newest !== undefined && newest !== shown) void refetch();
  }, [newest, shown, refetch]);
}

/** A counter that grows when missing files are found, so that their pictures are loaded. */
export function useFoundAgain(): number {
  useWatchedPlaces();
  const { data } = useQuery(ask.data.overview.queryOptions());
  const before = useRef<readonly SourceView[]>([]);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const sources = data?.sources ?? [];
    if (isFoundAgain(before.current, sources)) setTimes((count) => count + 1);
    before.current = sources;
  }, [data]);
  return times;
}
