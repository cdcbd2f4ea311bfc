import { evenly } from '../../../core/numbers/evenly';
import { type Recommendation, recommendRecipe } from '../../../core/start/recommend';
import { thisGpu } from '../../../runner/job/this-gpu';
import type { Project } from '../../project/folder/project';
import { listWeights } from '../../weights/library';

/** The sizes of this many images are looked at, evenly spread over the catalog. */
const looked = 200;

/** The recipe that suits the project's images and labels, this machine and the person's pretrained weights. */
export function recommendedRecipe({ catalog }: Pick<Project, 'catalog'>): Recommendation {
  const ids = evenly(catalog.images.ids({ state: 'ok' }), looked);
  const sides = catalog.images
    .byIds(ids)
    .map(({ width, height }) => Math.min(width ?? 0, height ?? 0))
    .sort((a, b) => a - b);
  return recommendRecipe({
    side: sides[sides.length >> 1] ?? 0,
    labelled: catalog.images.count({ split: 'labelled-train', state: 'ok' }),
    classes: Math.max(2, catalog.classes.list().length),
    gpu: thisGpu(),
    own: listWeights()
      .filter(({ origin }) => origin === 'added')
      .map(({ card: { name, arch } }) => ({ name, arch })),
  });
}
