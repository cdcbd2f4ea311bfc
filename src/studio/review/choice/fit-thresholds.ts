import { isTooFew } from '../../../core/calibration/summary';
import { studioError } from '../../../core/errors';
import type { ClassThreshold } from '../../../core/selection';
import { thresholdNotes } from '../../../core/sentences/class-thresholds';
import type { Note } from '../../../core/words/notes';
import { raisedBy } from '../../labelling/rule/rule';
import { fitThresholds } from '../../labelling/trust/class-thresholds';
import { trustOf } from '../../labelling/trust/trust';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../table/table';

/**
 * The thresholds at which each class is expected to have the share `precision` of right labels, fitted as a recipe's are, and notes about
 * them; nothing is stored. Throws `fit-few-held-out` if there are too few held-out images to estimate that share.
 */
export async function fitToPrecision(
  project: Project,
  { labelling }: ReviewTable,
  { precision, threshold }: { readonly precision: number; readonly threshold: number },
): Promise<{ classThresholds: readonly ClassThreshold[]; notes: readonly Note[] }> {
  const heldOut = (await trustOf(project, labelling))?.passing.held ?? 0;
  if (isTooFew({ heldOut, kept: 0, decided: 0 })) throw studioError('fit-few-held-out', { images: heldOut });
  const fitted = await fitThresholds(project, labelling, { threshold, classPrecision: precision });
  if (!fitted) throw studioError('fit-few-held-out', { images: heldOut });
  return {
    classThresholds: raisedBy(fitted),
    notes: thresholdNotes(fitted, project.catalog.classes.list()),
  };
}
