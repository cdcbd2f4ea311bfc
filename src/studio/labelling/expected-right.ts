import type { LabellingRun } from '../../catalog';
import { adviceOn, type ThresholdOutcome } from '../../core/calibration/advice';
import type { TrustSummary } from '../../core/calibration/summary';
import { type ReviewColumns, type Selection, selectionStates } from '../../core/selection';
import { isBelowThreshold, isOutOfDomain } from '../../core/selection/rule';
import type { Project } from '../project/project';
import { recipeOf } from '../project/run-model';
import { type Trust, trustOf } from './trust';

/** What a selection kept of a labelling, and by what rule. */
export interface SelectedRows {
  readonly selection: Pick<Selection, 'state' | 'classIndex'>;
  readonly decided: ReviewColumns;
  readonly confidence: Float32Array;
  readonly oodScore: Float32Array;
  /** Null flags nothing. */
  readonly oodLimit: number | null;
  readonly threshold: number;
}

/**
 * How right the kept pseudo-labels of a labelling are, and what would help where that is too little; null where the model has learnt from all
 * labelled images, or nothing is kept.
 */
export async function expectedRight(
  project: Project,
  labelling: LabellingRun,
  rows: SelectedRows,
): Promise<TrustSummary | null> {
  const trust = await trustOf(project, labelling);
  if (!trust) return null;
  const { selection, decided, oodLimit, threshold } = rows;
  const kept = selectionStates.indexOf('kept');
  const expected = trust.confidence.expect(
    trust.places,
    {
      isKept: (row) => selection.state[row] === kept,
      classOf: selection.classIndex,
      isDecided: (row) => decided.decisions[row] !== 0,
      isFlagged: trust.isFlagged,
      passing: trust.passing,
    },
    labelling.id,
  );
  if (!expected) return null;
  const classes = project.catalog.classes.list();
  const labelled = project.catalog.splits.byClass('labelled-train');
  const { teacher } = recipeOf(project.catalog.runs.get(labelling.runId));
  const advice = adviceOn(expected, {
    classNames: classes.map(({ name }) => name),
    labelled: classes.map(({ id }) => labelled.get(id) ?? 0),
    fromScratch: teacher.weights === 'none',
    flags: oodLimit !== null,
    threshold,
    thresholds: outcomes(trust, rows, expected.inDomain),
  });
  const { byClass, ...all } = expected;
  return {
    ...all,
    by: trust.by.folds === null ? 'validation' : 'folds',
    byClass: byClass.map(({ classIndex, ...each }) => ({ classId: classes[classIndex].id, ...each })),
    advice,
  };
}

const steps = 20;

/** What thresholds from 0.05 to 0.95 would leave, were no class cut at its quota. */
function outcomes(
  { confidence: model, places }: Trust,
  { selection, confidence, oodScore, oodLimit }: SelectedRows,
  inDomain: number,
): ThresholdOutcome[] {
  const [counts, right] = [new Float64Array(steps), new Float64Array(steps)];
  for (let row = 0; row < confidence.length; row++) {
    if (isOutOfDomain(oodScore[row], oodLimit)) continue;
    let step = Math.min(steps - 1, Math.floor(confidence[row] * steps));
    // As the filter compares, in float32.
    while (step > 0 && isBelowThreshold(confidence[row], step / steps)) step--;
    counts[step]++;
    right[step] += model.chanceAt(selection.classIndex[row], places[0][row]);
  }
  const found: ThresholdOutcome[] = [];
  let [kept, sum] = [0, 0];
  for (let step = steps - 1; step > 0; step--) {
    kept += counts[step];
    sum += right[step];
    if (kept > 0) found.unshift({ threshold: step / steps, kept, share: (sum * inDomain) / kept });
  }
  return found;
}
