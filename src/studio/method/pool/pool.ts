import type { ImageInput, Run } from '../../../catalog';
import type { Recipe } from '../../../core/recipe';
import { poolShare } from '../../../core/sampling/pool-share';
import type { StudioContext } from '../../project/context/context';
import { imagesOf } from '../../project/images/image-sets';
import { withPixels } from '../model/pixels';

/**
 * The images of the pool that a run's trainings and labellings see, decoded at these sides: the share that the recipe asks for, drawn with
 * the experiment's seed, so that all of its runs see the same images. The images with the ids `selected` are included even if the pool has
 * changed since they were drawn. Images that cannot be decoded are left out.
 */
export async function decodedPool(
  context: StudioContext,
  run: Pick<Run, 'experimentId' | 'seed'>,
  recipe: Recipe,
  sides: readonly number[],
  selected: readonly number[] = [],
): Promise<readonly ImageInput[]> {
  const { project } = context;
  const seed = run.experimentId === null ? run.seed : project.catalog.experiments.get(run.experimentId).seed;
  const all = imagesOf(project, 'unlabelled');
  const seen = new Set([...poolShare(all, recipe.poolShare, seed).map(({ id }) => id), ...selected]);
  let images: readonly ImageInput[] = all.filter(({ id }) => seen.has(id));
  for (const side of new Set(sides)) images = await withPixels(context, side, recipe.fit, images);
  return images;
}
