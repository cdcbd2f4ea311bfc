import type { EvaluationView } from '../../contract';

export interface ClassChangeRow {
  readonly classId: number;
  /** Images of the class in the first model's test. */
  readonly support: number;
  /** Recall of the class for each model; null if the model was not measured on it. */
  readonly recalls: readonly (number | null)[];
  /** The change from the first to the last model. */
  readonly change: number | null;
}

/**
 * The change in recall of each class from the first model to the last, the largest gain first; classes
 * without images come last.
 */
export function classChanges(evaluations: readonly EvaluationView[]): ClassChangeRow[] {
  const [first] = evaluations;
  const rows = first.classIds.map((classId, c): ClassChangeRow => {
    const recalls = evaluations.map(({ classIds, metrics }) => {
      const found = metrics.perClass[classIds.indexOf(classId)];
      return found && found.support > 0 ? found.recall : null;
    });
    const [from, to] = [recalls[0], recalls[recalls.length - 1]];
    return {
      classId,
      support: first.metrics.perClass[c].support,
      recalls,
      change: from === null || to === null ? null : to - from,
    };
  });
  const rank = ({ change }: ClassChangeRow) => change ?? Number.NEGATIVE_INFINITY;
  return rows.sort((a, b) => rank(b) - rank(a));
}
