import { roundsOf, trainingsOf } from '../methods';
import type { Recipe } from '../recipe';
import { labellingViewsOf, modelOfStage, settingsOfStage, targetsOfStage } from '../stages/stage-settings';
import { type Work, type WorkImages, workOfIteration } from '../workload/workload';
import { cellsOf, type Study } from './definition';

/** The work of a study for the engine. */
export interface StudyWork {
  readonly work: readonly Work[];
  /** Models that it trains. */
  readonly trained: number;
  /** Models that an arm reuses from another one. */
  readonly shared: number;
}

/** The work of a study, and how long it takes on a machine. */
export interface StudyTime extends Pick<StudyWork, 'trained' | 'shared'> {
  /** Null if something was not measured or does not fit into memory. */
  readonly seconds: number | null;
}

/**
 * The work of all arms with all seeds. A training that several of them share is done once, as `runStudy` does it; every arm labels and
 * measures by itself. `imagesOf` returns the images that a recipe uses.
 */
export function studyWork(study: Study, imagesOf: (recipe: Recipe) => WorkImages): StudyWork {
  const recipes = new Map(study.arms.map(({ name, recipe }) => [name, recipe]));
  const known = new Set<string>();
  const work: Work[] = [];
  let shared = 0;
  for (const { arm, seed } of cellsOf(study)) {
    const recipe = recipes.get(arm) as Recipe;
    const images = imagesOf(recipe);
    let key = String(seed);
    for (let iteration = 0; iteration <= roundsOf(recipe); iteration++) {
      key = JSON.stringify([key, ...factsOf(recipe, iteration)]);
      const whole = workOfIteration(recipe, images, iteration);
      const isShared = known.has(key);
      if (isShared) shared++;
      known.add(key);
      work.push(
        ...(isShared ? whole.filter(({ part }) => part === 'labelling' || part === 'measuring') : whole),
      );
    }
  }
  return { work, trained: known.size, shared };
}

/**
 * What determines a model apart from the seed and the models before it, as far as the recipe tells;
 * `studio/method/training/same-training.ts` compares the result.
 */
function factsOf(recipe: Recipe, iteration: number): unknown[] {
  const { fit, imageSize, mean, std, inferenceBatch, chooseBy, resolutionFix, poolShare } = recipe;
  const stages = trainingsOf(recipe, iteration);
  const usesPool = stages.some(({ pool }) => pool !== 'none');
  return [
    stages[0].run,
    modelOfStage(recipe, iteration),
    { fit, imageSize, mean, std, inferenceBatch, chooseBy, resolutionFix },
    ...(usesPool ? [poolShare] : []),
    ...(iteration > 0 ? [recipe.initialise, ...labelFacts(recipe)] : []),
    // The labelling model depends on this from the second round on.
    ...(iteration > 1 ? [recipe.promote] : []),
    stages.map((stage) => [
      settingsOfStage(recipe, stage, iteration),
      ...(stage.pool === 'pseudo-labelled' ? [targetsOfStage(recipe, stage)] : []),
    ]),
  ];
}

/** What determines the labels and the selection of a round. */
const labelFacts = (recipe: Recipe): unknown[] => {
  const { selection, targetTemperature, labelling } = recipe;
  const { noise, earlierModels } = labelling;
  return [selection, targetTemperature, noise, noise ? 0 : earlierModels, labellingViewsOf(recipe)];
};
