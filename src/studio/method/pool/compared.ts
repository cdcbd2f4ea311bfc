import type { Run } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { failureOf } from '../../../core/errors';
import type { LabellingFile } from '../../../runner/labelling/labelling-file';
import { type Compared, knownPlaces, ownFeatures } from '../../labelling/file/compared';
import { lookRows, prepareLikeness } from '../../likeness';
import type { StudioContext } from '../../project/context/context';
import { modelSettingsOf } from '../../project/runs/run-model';

/**
 * The features by which the pool of a labelling is compared with the labelled images. A model that was trained on these sees them
 * differently from all others, which would look like a difference between the two sets; so a model that was trained from pretrained weights
 * is replaced by the pretrained network of *Label* (docs/likeness.md), which has to look at each image of a project once. A frozen model
 * compares them itself. So does one that was trained from random weights: its images may be of a kind that pretrained networks do not see
 * well, and such weights need not be on this machine.
 */
export async function comparedBy(
  context: StudioContext,
  teacher: Run,
): Promise<(file: LabellingFile) => Promise<Compared | null>> {
  const { arch, weights } = modelSettingsOf(context.project, teacher);
  const isFrozen = teacher.kind === 'probe' || arch === encoderArch;
  if (isFrozen || weights === 'none' || !(await looksAreMade(context)))
    return async (file) => ownFeatures(file);
  return async ({ ids, labelled, heldOut }) => {
    const rowsOf = (of: Int32Array) => lookRows(context.project, 'network', of);
    if (!labelled) return null;
    const isApart = heldOut !== null && heldOut.by.folds === null;
    return {
      labelled: await rowsOf(labelled.ids),
      pool: await rowsOf(ids),
      held: isApart
        ? await rowsOf(Int32Array.from(knownPlaces(heldOut), (place) => heldOut.ids[place]))
        : null,
    };
  };
}

/** Has the pretrained network look at the images that it has not seen; false if its weights are not here and cannot be fetched. */
async function looksAreMade(context: StudioContext): Promise<boolean> {
  try {
    await prepareLikeness(context, { basis: 'network', clusters: false });
    return true;
  } catch (error) {
    if (failureOf(error).code === 'weights-fetch') return false;
    throw error;
  }
}
