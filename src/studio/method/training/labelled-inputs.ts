import type { TrainInputs } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { checkTrainable, imagesOf, labelledOf } from '../../project/images/image-sets';

/** The labelled part of every training: images of the labelled split, and of validation. */
export function labelledInputs({
  project,
}: Pick<StudioContext, 'project'>): Pick<TrainInputs, 'labelled' | 'validation'> {
  const labelled = imagesOf(project, 'labelled-train');
  checkTrainable(project, labelled);
  const validation = labelledOf(project, imagesOf(project, 'validation'));
  return {
    labelled: labelledOf(project, labelled),
    validation: validation.labels.length > 0 ? validation : null,
  };
}
