import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClassView } from '../../contract';
import { ask } from './studio/connection';

/** The project's classes by id. */
export function useClasses(): ReadonlyMap<number, ClassView> {
  const { data } = useQuery(ask.data.overview.queryOptions());
  return useMemo(() => new Map(data?.classes.map((each) => [each.id, each])), [data]);
}

/** The name of a class; a dash where it is gone or there is none. */
export function nameOf(classes: ReadonlyMap<number, ClassView>, id: number | null): string {
  return (id !== null && classes.get(id)?.name) || '–';
}
