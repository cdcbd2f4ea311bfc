import type { SourceView } from '../../../contract';

type Place = Pick<SourceView, 'id' | 'path' | 'exists'>;

/**
 * Whether a source that is there was missing before, or lay elsewhere: it may have been moved and found before anyone saw that it was missing.
 * One that was taken out of the project was not found.
 */
export function isFoundAgain(before: readonly Place[], now: readonly Place[]): boolean {
  const known = new Map(before.map((source) => [source.id, source]));
  return now.some(({ id, path, exists }) => {
    const its = known.get(id);
    return exists && its !== undefined && (!its.exists || its.path !== path);
  });
}
