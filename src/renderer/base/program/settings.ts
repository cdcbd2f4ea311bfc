import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppSettings } from '../../../contract';
import { complain } from '../studio/announce';
import { ask, studio } from '../studio/connection';

/** The settings of the program as a whole, undefined until they are known, and the function that changes some of them. */
export function useSettings(): [AppSettings | undefined, (change: Partial<AppSettings>) => void] {
  const queries = useQueryClient();
  const { data } = useQuery(ask.app.settings.queryOptions());
  return [data, (change) => changeSettings(queries, change)];
}

function changeSettings(queries: QueryClient, change: Partial<AppSettings>): void {
  queries.setQueryData(ask.app.settings.queryKey(), (before) => before && { ...before, ...change });
  studio.app.setSettings(change).catch((error) => {
    void queries.invalidateQueries({ queryKey: ask.app.settings.key() });
    complain(error);
  });
}
