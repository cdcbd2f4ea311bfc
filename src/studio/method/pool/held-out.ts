import type { ImageInput, Run } from '../../../catalog';
import { evenly } from '../../../core/numbers/evenly';
import type { PredictJob } from '../../../runner/job/messages';
import type { Project } from '../../project/folder/project';
import { hashesOf, imagesOf } from '../../project/images/image-sets';
import { seenAs, seenImages } from '../../project/images/seen-images';

/** More held-out images than this no longer improve the estimate of how far a model can be trusted. */
const mostHeldOut = 20_000;
/**
 * Without held-out images, the limit of the out-of-domain score is set by this many images of the pool, such that the recipe's share of
 * them stays.
 */
const mostSampled = 1000;
/**
 * With fewer held-out images than this, a linear probe is judged by folds of its labelled images, if these are not more than `mostFolded`.
 */
const leastHeldOut = 100;
const mostFolded = 500;
/**
 * The largest number of folds; with many folds each fit lacks only few images. If the smallest class has fewer images than this, there is
 * one fold for each of them, so that the proportions of classes stay the same.
 */
const mostFolds = 20;

type HeldOutImages = Pick<NonNullable<PredictJob['ood']>, 'heldOut' | 'heldOutIds' | 'folds'>;

/**
 * The labelled images for judging a model that was not trained on them: at most `most`, evenly spread. Without any, a sample of the pool.
 */
export function heldOutOf(
  project: Project,
  teacher: Run,
  { known, pool }: { readonly known: readonly ImageInput[]; readonly pool: readonly ImageInput[] },
  most = mostHeldOut,
): HeldOutImages {
  const { images, areUnseen } = validationOf(project, teacher);
  const ids = (of: readonly ImageInput[]) => Int32Array.from(of, ({ id }) => id);
  const probe = teacher.metrics?.probe;
  const few = images.length < leastHeldOut && known.length <= mostFolded;
  const count = Math.min(mostFolds, fewestOfClass(known));
  if (probe && few && count >= 2)
    return { heldOut: hashesOf(known), heldOutIds: ids(known), folds: { count, lambda: probe.lambda } };
  const chosen = evenly(images, most);
  if (chosen.length > 0)
    return { heldOut: hashesOf(chosen), heldOutIds: areUnseen ? ids(chosen) : null, folds: null };
  // The model has memorised its labelled images, and the score was fitted on them: a threshold from them
  // would flag all others.
  return { heldOut: hashesOf(evenly(pool, mostSampled)), heldOutIds: null, folds: null };
}

/**
 * The validation images that a model has not learnt from. If its inputs are gone, this is unknown, and all validation images are returned.
 */
function validationOf(project: Project, model: Run): { images: ImageInput[]; areUnseen: boolean } {
  const images = imagesOf(project, 'validation');
  const flags = seenImages(project, model, images);
  if (!flags) return { images, areUnseen: false };
  return { images: images.filter((_, at) => flags[at] !== seenAs.trained), areUnseen: true };
}

function fewestOfClass(images: readonly ImageInput[]): number {
  const counts = new Map<number | null, number>();
  for (const { classId } of images) counts.set(classId, (counts.get(classId) ?? 0) + 1);
  return Math.min(...counts.values());
}
