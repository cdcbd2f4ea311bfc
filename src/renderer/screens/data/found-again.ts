import { useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SourceView } from '../../../contract';
import { ask } from '../../base/studio/connection';
import { isFoundAgain } from './is-found-again';

/**
 * Sources whose files are not in their place. They are checked again whenever a person returns to the window.
 */
export function useMissingSources(): readonly SourceView[] {
  const { data, refetch } = useQuery(ask.data.overview.queryOptions());
  const missing = (data?.sources ?? []).filter(({ exists }) => !exists);
  useWindowEvent('focus', () => void (missing.length > 0 && refetch()));
  return missing;
}

/** A counter that grows when missing files are found, so that their pictures are loaded. */
export function useFoundAgain(): number {
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
