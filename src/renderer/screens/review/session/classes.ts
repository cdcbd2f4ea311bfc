import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClassView } from '../../../../contract';
import { ask } from '../../../base/studio/connection';

/** The project's classes, in order and by id. */
export interface Classes {
  readonly list: readonly ClassView[];
  readonly byId: ReadonlyMap<number, ClassView>;
}

/** The project's classes; null until they are loaded. */
export function useKnownClasses(): Classes | null {
  const { data } = useQuery(ask.data.overview.queryOptions());
  const list = data?.classes;
  return useMemo(() => list && { list, byId: new Map(list.map((each) => [each.id, each])) }, [list]) ?? null;
}
