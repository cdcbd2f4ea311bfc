import { studioError } from '../../core/errors';
import type { MethodName } from '../../core/methods';
import type { Recipe } from '../../core/recipe';
import { type Budget, type CostOf, compareStudy, imagesTrained } from '../../core/study/budget';
import type { Study } from '../../core/study/definition';
import { fromStored } from '../../core/study/stored';
import { workImages } from '../method/start/work-images';
import { ensureValidation } from '../method/training/teacher';
import type { StudioContext } from '../project/context/context';
import { type MeasurementStore, measureStudy } from './study-time';

/** What is compared, and by which budget. */
interface Asked {
  readonly base: Recipe;
  readonly name: string;
  readonly budget: Budget;
  readonly methods: readonly MethodName[];
  readonly seeds: readonly number[];
}

/**
 * The study that compares methods with the budget of Noisy Student. For a budget of time, a few steps of each method are measured unless
 * that was done before; a comparison that was begun keeps its original lengths. Throws `study-arm`, `study-unmeasured` and what recipes
 * throw.
 */
export async function comparisonOf(
  context: StudioContext,
  { base, name, budget, methods, seeds }: Asked,
  store: MeasurementStore,
): Promise<Study> {
  const { project } = context;
  // The number of training images determines the length of an epoch.
  await ensureValidation(context, base, seeds[0]);
  const comparison = {
    name,
    question: 'Which method is right for these images, with the same budget for each?',
    ...{ seeds, methods },
    baseline: 'noisy-student' as const,
  };
  const imagesOf = (recipe: Recipe) => workImages(project, recipe);
  const ofImages = compareStudy(base, comparison, imagesOf, imagesTrained);
  if (budget === 'images') return ofImages;
  const begun = project.catalog.studies.find(name);
  if (begun) return fromStored(name, begun.definition);
  await measureStudy(context, ofImages, store);
  return compareStudy(base, comparison, imagesOf, secondsTrained(store));
}

/**
 * Seconds of training, computed from measured steps. Throws `study-unmeasured` for work that was not measured because it does not fit into
 * memory.
 */
export const secondsTrained =
  (store: Pick<MeasurementStore, 'read'>): CostOf =>
  (work) => {
    const trainings = work.flatMap(({ shape, amount }) =>
      shape.kind === 'train' ? [{ shape, amount }] : [],
    );
    const measured = store.read(trainings.map(({ shape }) => shape));
    return trainings.reduce((sum, { shape, amount }, at) => {
      const found = measured[at];
      if (!found?.fits) throw studioError('study-unmeasured', { arch: shape.arch, size: shape.imageSize });
      return sum + amount * found.secondsPerUnit;
    }, 0);
  };
