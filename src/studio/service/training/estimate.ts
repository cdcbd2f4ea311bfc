import type { EstimateView, JobView } from '../../../contract';
import type { Recipe } from '../../../core/recipe';
import { estimateSeconds } from '../../../core/workload/estimate';
import { shapeKey, shapesOf, type Work, type WorkShape, workOf } from '../../../core/workload/workload';
import { wholeMemory } from '../../../files/memory/free-memory';
import { sizedIfKnown } from '../../method/model/model-job';
import { measureShapes } from '../../method/start/measure-recipe';
import { workImages } from '../../method/start/work-images';
import type { Studio } from '../session/studio';

/** Time and memory of an experiment with this recipe on the images of the project, as far as they were measured. */
export function estimateView(studio: Studio, recipe: Recipe): EstimateView {
  const work = workIn(studio, recipe);
  const shapes = shapesOf(work);
  const measured = studio.measurements.read(shapes);
  const byKey = new Map(shapes.map((shape, i) => [shapeKey(shape), measured[i]]));
  const times = measured.flatMap((one) => (one ? [one.at] : []));
  return {
    shapes: shapes.map((shape, i) => ({ shape, measured: measured[i] ?? null })),
    seconds: estimateSeconds(work, (shape) => byKey.get(shapeKey(shape))),
    memoryBytes: wholeMemory(),
    measuredAt: times.length > 0 ? Math.min(...times) : null,
  };
}

/** Measures what is not known yet, or everything again. */
export function measureJob(studio: Studio, recipe: Recipe, again: boolean): JobView {
  const shapes = shapesOf(workIn(studio, recipe));
  const known = studio.measurements.read(shapes);
  const missing = again ? shapes : shapes.filter((_, i) => known[i] === undefined);
  return studio.addEngineJob({ kind: 'measure', subject: recipe.name }, (context) =>
    measureShapes(context, recipe, smallestFirst(missing), (shape, measured) => {
      studio.measurements.put(shape, measured);
      studio.news.changed('measurements');
    }),
  );
}

/** Quick measurements come first, so that something is known soon; predicting takes less time than training. */
function smallestFirst(shapes: readonly WorkShape[]): WorkShape[] {
  return [...shapes].sort((a, b) => Number(a.kind === 'train') - Number(b.kind === 'train'));
}

function workIn({ project }: Studio, recipe: Recipe): Work[] {
  return workOf(sizedIfKnown(recipe), workImages(project, recipe));
}
