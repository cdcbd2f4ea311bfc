import { encoderArch } from '../../encoder/card';

/** The settings of a recipe that determine image sizes. */
interface Sizes {
  readonly imageSize: number;
  readonly cacheSide: number | 'auto';
  readonly teacher: Sized;
  readonly students: readonly Sized[];
}

interface Sized {
  readonly arch?: string;
  /** Null for the recipe's image size. */
  readonly size: number | null;
}

/**
 * The factor by which cached images are larger than the largest training images, if random crops are taken from them. A crop that was
 * shrunk into the cache and is then enlarged is softer than the clean pictures that a model is tested on: with a factor of 1.3, models of
 * the same photographs were 1.5 points worse (docs/photos.md).
 */
const cropRoom = 1.5;

/** Side of the images that a model is trained on. */
export function imageSizeOf({ imageSize }: Pick<Sizes, 'imageSize'>, { size }: Sized): number {
  return size ?? imageSize;
}

/**
 * Side of the cached images that a training's batches are made of: its image size, or more if random crops of them are resized to it.
 * `auto` gives all models of a recipe the same side, so that images are not decoded anew for each model.
 */
export function cacheSideOf(
  recipe: Sizes,
  model: Sized,
  noise: { readonly cropArea: number } | null,
): number {
  const size = imageSizeOf(recipe, model);
  if (noise === null || noise.cropArea >= 1 || model.arch === encoderArch) return size;
  if (recipe.cacheSide !== 'auto') return Math.max(size, recipe.cacheSide);
  // No crops are taken from an encoder's images.
  const trained = [recipe.teacher, ...recipe.students].filter(({ arch }) => arch !== encoderArch);
  const sizes = trained.map((each) => imageSizeOf(recipe, each));
  return Math.round(cropRoom * Math.max(...sizes));
}
