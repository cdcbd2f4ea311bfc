import type { Catalog } from '../../../catalog';

/** What a selection took of each class, without the classes that were merged into others before it was made. */
export function listedClasses<Entry extends { readonly classId: number; readonly available: number }>(
  { classes }: Pick<Catalog, 'classes'>,
  perClass: readonly Entry[],
): Entry[] {
  const active = new Set(classes.active().map(({ id }) => id));
  return perClass.filter(({ classId, available }) => available > 0 || active.has(classId));
}
