import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClassView } from '../../../contract';
import type { ImageClass } from '../../../core/vocabulary/labels';
import { i18n } from '../strings';
import { ask } from '../studio/connection';

/** The classes that images can have, by id. */
export function useClasses(): ReadonlyMap<number, ClassView> {
  const { data } = useQuery(ask.data.overview.queryOptions());
  return useMemo(() => new Map(data?.classes.map((each) => [each.id, each])), [data]);
}

/** The name and colour of a class. */
export type NamedClass = Pick<ImageClass, 'id' | 'name' | 'color' | 'mergedInto'>;

/**
 * Every class that a measurement or a selection may refer to, by id; a merged class says which one it became
 * part of.
 */
export function useNamedClasses(): ReadonlyMap<number, NamedClass> {
  const { data } = useQuery(ask.data.overview.queryOptions());
  return useMemo(() => (data ? namedClasses(data.classes, data.merged) : new Map()), [data]);
}

/** A merged class is named as in "kitten → cat", all others by their own names. */
function namedClasses<C extends NamedClass>(
  classes: readonly C[],
  merged: readonly ImageClass[],
): Map<number, NamedClass> {
  const named = new Map<number, NamedClass>(classes.map((each) => [each.id, each]));
  for (const { id, name, color, mergedInto } of merged) {
    const into = classes.find((each) => each.id === mergedInto)?.name ?? '';
    named.set(id, { id, color, mergedInto, name: i18n.t('classEditor.merged', { name, into }) });
  }
  return named;
}

/** The name of a class; a dash for an unknown class or null. */
export function nameOf(classes: ReadonlyMap<number, NamedClass>, id: number | null): string {
  return (id !== null && classes.get(id)?.name) || '–';
}
