import type { Run } from '../../../catalog';
import { imageSizeOf, type Recipe } from '../../../core/recipe';
import { settingsOfRun } from '../../../core/vocabulary/run-kinds';
import type { StudioContext } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import { findEncoder } from '../../weights/models';
import { ensurePixels } from '../model/pixels';
import { labelledInputs } from './labelled-inputs';
import { trainRun } from './train-run';

/** Fits the head of a teacher that is an encoder on the labelled images; nothing else of such a teacher is trained. */
export async function fitEncoderTeacher(context: StudioContext, run: Run, recipe: Recipe): Promise<Run> {
  if (run.state === 'done') return run;
  const { card, files } = findEncoder(recipe.teacher.weights);
  const imageSize = imageSizeOf(recipe, recipe.teacher);
  await ensurePixels(context, imageSize, recipe.fit, ['labelled-train', 'validation']);
  const inputs = { ...labelledInputs(context), pseudo: null };
  const { length: images } = inputs.labelled.labels;
  context.tell(stageEvent('train', 'encoder', { name: card.name, images }));
  const { mean, std } = card;
  const classes = context.project.catalog.classes.list().length;
  return trainRun(context, run.id, () => ({
    spec: {
      model: { arch: 'encoder', encoder: card, classes, imageSize, fit: recipe.fit, mean, std },
      dropout: 0,
      survival: 1,
      noise: recipe.noise.teacher,
      training: recipe.training,
      objective: 'cross-entropy',
      unlabelledRatio: 0,
      inferenceBatch: recipe.inferenceBatch,
      seed: run.seed,
      initialWeights: null,
      role: settingsOfRun(run.kind),
    },
    encoder: files,
    inputs,
  }));
}
