import { useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SourceView } from '../../../contract';
import { ask } from '../../base/studio/connection';

/** Sources whose files are not where they were. Looked for again whenever a person comes back to the window. */
export function useMissingSources(): readonly SourceView[] {
  const { data, refetch } = useQuery(ask.data.overview.queryOptions());
  const missing = (data?.sources ?? []).filter(({ exists }) => !exists);
  useWindowEvent('focus', () => void (missing.length > 0 && refetch()));
  return missing;
}

/** Counts up when files are there again that were missing: their pictures can be shown. */
export function useFoundAgain(): number {
  const missing = useMissingSources().map(({ id }) => id);
  const before = useRef<readonly number[]>([]);
  const [times, setTimes] = useState(0);
  const found = before.current.some((id) => !missing.includes(id));
  useEffect(() => {
    before.current = missing;
    if (found) setTimes((count) => count + 1);
  });
  return times;
}
