import type { LabellingRun } from '../../../catalog';
import { adviceOn, higherThresholds } from '../../../core/calibration/advice';
import { type TrustSummary, verdictOn } from '../../../core/calibration/summary';
import { type ReviewColumns, type Selection, selectionStates } from '../../../core/selection';
import type { Note } from '../../../core/words/notes';
import type { Project } from '../../project/folder/project';
import { recipeOf } from '../../project/runs/run-model';
import { trustOf } from './trust';

/** What a selection kept of a labelling, and by what rule. */
export interface SelectedRows {
  /** Returns what is kept at another threshold, with all other settings unchanged. */
  readonly selectAt: (threshold: number) => Pick<Selection, 'state' | 'classIndex'>;
  readonly decided: ReviewColumns;
  /** Whether images are flagged as out of domain. */
  readonly flags: boolean;
  readonly threshold: number;
}

/**
 * How right the kept pseudo-labels of a labelling are, and advice if too few are right. Null if the model has learnt from all labelled
 * images, so that this is unknown.
 */
export async function expectedRight(
  project: Project,
  labelling: LabellingRun,
  { selectAt, decided, flags, threshold }: SelectedRows,
): Promise<TrustSummary | 'nothing-kept' | null> {
  const trust = await trustOf(project, labelling);
  if (!trust) return null;
  const kept = selectionStates.indexOf('kept');
  const judge = (at: number) => {
    const { state, classIndex } = selectAt(at);
    return trust.confidence.expect(
      trust.places,
      {
        isKept: (row) => state[row] === kept,
        classOf: classIndex,
        isDecided: (row) => decided.decisions[row] !== 0,
        isFlagged: trust.isFlagged,
        passing: trust.passing,
      },
      labelling.id,
    );
  };
  const expected = judge(threshold);
  if (!expected) return 'nothing-kept';
  const classes = project.catalog.classes.list();
  const inUse = project.catalog.classes.active().length;
  const advise = async (): Promise<Note[]> => {
    const labelled = project.catalog.splits.byClass('labelled-train');
    const { teacher } = recipeOf(project.catalog.runs.get(labelling.runId));
    return adviceOn(expected, {
      classNames: classes.map(({ name }) => name),
      labelled: classes.map(({ id, mergedInto }) => (mergedInto === null ? (labelled.get(id) ?? 0) : null)),
      fromScratch: teacher.weights === 'none',
      flags,
      threshold,
      // Judged in the same way as the panel judges a threshold while its handle is dragged.
      thresholds: await higherThresholds({ threshold, classes: inUse }, async (at) => {
        await project.giveWay();
        return judge(at);
      }),
    });
  };
  const { byClass, ...all } = expected;
  return {
    ...all,
    by: trust.by.folds === null ? 'validation' : 'folds',
    byClass: byClass.map(({ classIndex, ...each }) => ({ classId: classes[classIndex].id, ...each })),
    // This is most of the work, and there is nothing to advise if labels are right often enough.
    advice: verdictOn(expected) === 'low' ? await advise() : [],
  };
}
