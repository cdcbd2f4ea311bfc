import type { Recipe } from '../../core/recipe';
import type { Study } from '../../core/study/definition';
import { type StudyTime, studyWork } from '../../core/study/work';
import { estimateSeconds, type Measured } from '../../core/workload/estimate';
import { shapeKey, shapesOf, type WorkShape } from '../../core/workload/workload';
import { sizedIfKnown } from '../method/model/model-job';
import { measureShapes } from '../method/start/measure-recipe';
import { workImages } from '../method/start/work-images';
import type { StudioContext } from '../project/context/context';
import type { Project } from '../project/folder/project';

/** Stores the measurements of this machine. */
export interface MeasurementStore {
  /** Reads the measurements of several shapes, in their order. */
  read(shapes: readonly WorkShape[]): readonly (Measured | undefined)[];
  put(shape: WorkShape, measured: Measured): void;
}

/** The time of a study on this machine, from earlier measurements; a training that arms share is counted once. */
export function studyTime(project: Project, study: Study, store: MeasurementStore): StudyTime {
  const { work, trained, shared } = studyWork(sizedArms(study), (recipe) => workImages(project, recipe));
  const shapes = shapesOf(work);
  const measured = store.read(shapes);
  const byKey = new Map(shapes.map((shape, i) => [shapeKey(shape), measured[i]]));
  const seconds = estimateSeconds(work, (shape) => byKey.get(shapeKey(shape)))?.total ?? null;
  return { trained, shared, seconds };
}

/** Measures what is needed for the time of a study and was not measured yet: a few steps of each kind of work. */
export async function measureStudy(
  context: StudioContext,
  study: Study,
  store: MeasurementStore,
): Promise<void> {
  for (const { name, recipe } of sizedArms(study).arms) {
    const { work } = studyWork({ ...study, arms: [{ name, recipe }] }, () =>
      workImages(context.project, recipe),
    );
    const shapes = shapesOf(work);
    const known = store.read(shapes);
    const missing = shapes.filter((_, i) => known[i] === undefined);
    if (missing.length === 0) continue;
    await measureShapes(context, recipe, missing, (shape, measured) => store.put(shape, measured));
  }
}

/** The study with the image sizes that encoders have by themselves. */
const sizedArms = (study: Study): Study => ({
  ...study,
  arms: study.arms.map((arm): { name: string; recipe: Recipe } => ({
    ...arm,
    recipe: sizedIfKnown(arm.recipe),
  })),
});
