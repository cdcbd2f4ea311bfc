import type { Run } from '../../../catalog';
import type { EncoderCard } from '../../../core/encoder/card';
import { studioError } from '../../../core/errors';
import { isEncoder } from '../../../core/network/model-spec';
import type { ModelSettings, Recipe } from '../../../core/recipe';
import type { PredictJob } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context';
import { finishedModelOf, weightsOf } from '../../project/run-model';
import { findEncoder } from '../../weights/models';

/**
 * A finished run as a job shows images to it: what it is, its weights, and the files of its encoder where it is one. Throws
 * `run-unfinished`; `weights-unknown` or `encoder-changed` where its encoder is not in the library as it was.
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

/** The encoder that a teacher of a recipe names; null for a network. Throws `weights-unknown`, `weights-of-other-model`. */
function encoderOf({ arch, weights }: Pick<ModelSettings, 'arch' | 'weights'>): EncoderCard | null {
  return arch === 'encoder' ? findEncoder(weights).card : null;
}

/** The same, null where it is not there too: for what is only looked at. */
export function encoderIfKnown(recipe: Recipe): EncoderCard | null {
  try {
    return encoderOf(recipe.teacher);
  } catch {
    return null;
  }
}

/**
 * The recipe with the size of its encoder's images where it says none, since an encoder has its own. Throws `encoder-image-size` where it
 * says one that the encoder does not take.
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

/** The same where the encoder is not there, or not of this size: for what is only looked at. */
export function sizedIfKnown(recipe: Recipe): Recipe {
  try {
    return sized(recipe);
  } catch {
    return recipe;
  }
}
