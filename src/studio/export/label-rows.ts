import { type Note, note } from '../../core/words/notes';
import { readableColumns } from '../labelling/file/labelling';
import { RowIndex } from '../labelling/rows/row-index';
import type { LabelRow, LabelSource, RowMarks } from '../lists/label-row';
import type { Project } from '../project/folder/project';

/** What an export of labels includes. */
export interface LabelRowsChoice {
  /** Whether pseudo-labels of the newest selection are included, besides labels by people. */
  readonly pseudoLabels: boolean;
  /** Whether images without any label are included, with an empty one. */
  readonly unlabelled: boolean;
  /** Whether tags, stars and notes are included. */
  readonly marks?: boolean;
}

const piece = 10_000;

/**
 * Every usable image with the label it has: a person's, an import's, a review's or a pseudo-label that the newest selection kept. If the
 * file of that selection's labelling is lost, `tell` is called with a note, and the pseudo-labels have no confidence.
 */
export function* labelRows(
  project: Project,
  { pseudoLabels, unlabelled, marks = false }: LabelRowsChoice,
  tell: (said: Note) => void = () => {},
): Generator<LabelRow> {
  const { catalog } = project;
  const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  const reviews = new Map(catalog.reviews.current().map((review) => [review.imageId, review]));
  const kept = pseudoLabels
    ? keptBy(project, tell)
    : new Map<number, { classId: number; source: LabelSource }>();
  const ids = catalog.images.ids({ state: 'ok' });
  for (let from = 0; from < ids.length; from += piece) {
    const some = ids.slice(from, from + piece);
    const who = catalog.labels.sources(some);
    const groups = catalog.images.groups(some);
    const written = marks ? marksBy(project, some) : null;
    for (const { id, file, split: part, state, classId, width, height } of catalog.images.byIds(some)) {
      const review = reviews.get(id);
      let label = classId;
      let source: LabelSource = { kind: 'none' };
      if (classId !== null) {
        const by = who.get(id);
        source = by === undefined || by === 'import' ? { kind: 'import' } : { kind: 'person', who: by };
      } else if (review) {
        label = review.classId;
        source = { kind: 'review', decision: review.decision };
      } else if (kept.has(id))
        ({ classId: label, source } = kept.get(id) as { classId: number; source: LabelSource });
      if (label === null && !unlabelled && source.kind === 'none') continue;
      // Lists have only one test split, to which images of named test sets are added.
      const split = part === 'extra-test' ? 'test' : part;
      const name = label === null ? null : (names.get(label) ?? null);
      yield {
        ...{ path: file, label: name, split, group: groups.get(id) ?? null, source, state, width, height },
        ...(written && { marks: written.get(id) }),
      };
    }
  }
}

/** The marks of images, by image id. */
function marksBy({ catalog: { marks } }: Project, ids: readonly number[]): Map<number, RowMarks> {
  const names = new Map(marks.tags().map(({ id, name }) => [id, name]));
  const its = marks.of(ids);
  return new Map(
    its.map(({ star, tagIds, note }, at) => [
      ids[at],
      { star, tags: tagIds.map((id) => names.get(id) ?? ''), note },
    ]),
  );
}

/** Class and confidence of the images that the newest selection kept. */
function keptBy(
  project: Project,
  tell: (said: Note) => void,
): Map<number, { classId: number; source: LabelSource }> {
  const kept = new Map<number, { classId: number; source: LabelSource }>();
  const { catalog } = project;
  const selection = catalog.selections.latest();
  if (!selection) return kept;
  const columns = readableColumns(project, catalog.labellingRuns.get(selection.labellingRunId));
  if (!columns) tell(note('confidences-lost', { id: String(selection.labellingRunId) }));
  const rows = new RowIndex(columns?.imageIds ?? new Int32Array());
  for (const { imageId, classId } of catalog.selections.items(selection.id, 'kept')) {
    const source = {
      kind: 'pseudo-label',
      labellingRun: selection.labellingRunId,
      confidence: columns && (columns.confidence[rows.rowOf(imageId)] ?? null),
    } as const;
    kept.set(imageId, { classId, source });
  }
  return kept;
}
