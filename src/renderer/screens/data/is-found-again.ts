import type { SourceView } from '../../../contract';

type Place = Pick<SourceView, 'id' | 'path' | 'exists'>;

/**
 * Whether a present source was missing before or is in another place: it may have been moved and found before anyone saw that it was
 * missing. A source that was removed from the project is ignored.
 */
export function isFoundAgain(before: readonly Place[], now: readonly Place[]): boolean {
  const known = new Map(before.map((source) => [source.id, source]));
  return now.some(({ id, path, exists }) => {
    const its = known.get(id);
    return exists && its !== undefined && (!its.exists || its.path !== path);
  });
}
