import type { Catalog } from '../../catalog';

/** Labels that a person gives, as one step that can be undone. */
export interface NewLabels {
  readonly ids: Int32Array;
  /** Null removes labels. */
  readonly classId: number | null;
  /** What happens to images that have another label; `ask` changes nothing if there are any. */
  readonly others: 'ask' | 'keep' | 'change';
}

/**
 * Gives labels, and returns how many changed. With `ask` no label of another class is lost unseen, whatever the window last knew: if there
 * are such labels, they are returned and nothing is changed.
 */
export function giveLabels(catalog: Catalog, { ids, classId, others }: NewLabels, who: string) {
  if (others === 'ask') {
    const found = catalog.labels.otherThan(ids, classId);
    if (found.length > 0) return { changed: 0, stepId: null, others: found };
  }
  const meant = others === 'keep' ? catalog.labels.without(ids, classId) : ids;
  const changed = catalog.labelSteps.set(meant, classId, who);
  return { changed, stepId: changed > 0 ? (catalog.labelSteps.steps().undo?.id ?? null) : null, others: [] };
}
