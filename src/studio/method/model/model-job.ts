import type { Run } from '../../../catalog';
import type { EncoderCard } from '../../../core/encoder/card';
import { studioError } from '../../../core/errors';
import { isEncoder } from '../../../core/network/model-spec';
import type { ModelSettings, Recipe } from '../../../core/recipe';
import type { PredictJob } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { finishedModelOf, weightsOf } from '../../project/runs/run-model';
import { findEncoder } from '../../weights/models';

/**
 * What a job needs to show images to a finished run: its model, its weights, and the files of its encoder if it is one. Throws
 * `run-unfinished`; `weights-unknown` or `encoder-changed` if its encoder is not in the library as it was.
 */
export function modelJob(
  context: Pick<StudioContext, 'project'>,
  run: Run,
): Pick<PredictJob, 'model' | 'weights' | 'encoder'> {
  const model = finishedModelOf(context.project, run);
  const weights = weightsOf(context, run);
  if (!isEncoder(model)) return { model, weights };
  const { name, sha256 } = model.encoder;
  const { card, files } = findEncoder(name);
  if (card.sha256 !== sha256) throw studioError('encoder-changed', { name, sha256 });
  return { model, weights, encoder: files };
}

/** The encoder that a recipe's teacher names; null for a network. Throws `weights-unknown`, `weights-of-other-model`. */
function encoderOf({ arch, weights }: Pick<ModelSettings, 'arch' | 'weights'>): EncoderCard | null {
  return arch === 'encoder' ? findEncoder(weights).card : null;
}

/** Like `encoderOf`, but also null if the encoder is not in the library: for code that only displays a recipe. */
export function encoderIfKnown(recipe: Recipe): EncoderCard | null {
  try {
    return encoderOf(recipe.teacher);
  } catch {
    return null;
  }
}

/**
 * The recipe with its encoder's image size if it specifies none, since an encoder has a size of its own. Throws `encoder-image-size` if it
 * specifies one that the encoder does not take.
 */
export function sized(recipe: Recipe): Recipe {
  const card = encoderOf(recipe.teacher);
  if (!card) return recipe;
  const { size } = recipe.teacher;
  const { name, imageSize: side } = card;
  if (size !== null && size !== side && !card.anySize)
    throw studioError('encoder-image-size', { name, side, size });
  return { ...recipe, teacher: { ...recipe.teacher, size: size ?? side } };
}

/** Like `sized`, but returns the recipe unchanged if the encoder is missing or has another size: for code that only displays a recipe. */
export function sizedIfKnown(recipe: Recipe): Recipe {
  try {
    return sized(recipe);
  } catch {
    return recipe;
  }
}
