import type { LabellingRun } from '../../../catalog';
import type { SelectionSettings } from '../../../core/recipe';
import type { FittedThresholds } from '../../../core/stored/columns';
import type { Project } from '../../project/folder/project';
import { labellingColumns } from '../file/labelling';
import { trustOf } from './trust';

/**
 * The class thresholds that a recipe asks for in a labelling, fitted on held-out labelled images; null if it asks for one threshold for
 * all. Throws `labelling-unreadable`.
 */
export async function fitThresholds(
  project: Project,
  labelling: LabellingRun,
  { threshold: least, classPrecision: precision }: Pick<SelectionSettings, 'threshold' | 'classPrecision'>,
): Promise<FittedThresholds | null> {
  if (precision === null) return null;
  const trust = await trustOf(project, labelling);
  if (!trust) return { precision, least, byClass: [] };
  const { confidence } = labellingColumns(project, labelling);
  const pool = { predicted: trust.predicted, confidence, counts: (row: number) => !trust.isFlagged(row) };
  const found = trust.confidence.classThresholds(trust.places, pool, { precision, least });
  const classes = project.catalog.classes.list();
  const byClass = found.flatMap((each, position) =>
    classes[position].mergedInto === null ? [{ classId: classes[position].id, ...each }] : [],
  );
  return { precision, least, byClass };
}

/**
 * A labelling with the class thresholds that a recipe asks for: those fitted when the pool was labelled, or newly fitted ones if the recipe
 * asks for something else.
 */
export async function withThresholdsFor(
  project: Project,
  labelling: LabellingRun,
  selection: Pick<SelectionSettings, 'threshold' | 'classPrecision'>,
): Promise<LabellingRun> {
  const known = labelling.settings?.classThresholds;
  const { classPrecision, threshold } = selection;
  if (classPrecision === null || (known?.precision === classPrecision && known.least === threshold))
    return labelling;
  const classThresholds = (await fitThresholds(project, labelling, selection)) ?? undefined;
  return { ...labelling, settings: { ...labelling.settings, classThresholds } };
}
