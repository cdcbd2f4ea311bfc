import type { ExperimentView, RunView } from '../../../../contract';
import { diffRecipes, fieldAt, pathOf, type Recipe, valueAt } from '../../../../core/recipe';
import { modelName } from '../../../base/words/model-name';
import { placeText, valueIn } from '../../../dialogs/recipe/recipe-words';

/** A run with the experiment that it belongs to. */
export interface ComparedRun {
  readonly experiment: ExperimentView;
  readonly run: RunView;
  /** Unique among the compared runs. */
  readonly name: string;
}

/** The chosen runs that still exist, in the order in which they were chosen. */
export function comparedRuns(
  experiments: readonly ExperimentView[],
  chosen: readonly number[],
): ComparedRun[] {
  const all = new Map(
    experiments.flatMap((experiment) =>
      experiment.runs.map((run) => [run.runId, { experiment, run }] as const),
    ),
  );
  const found = chosen.flatMap((id) => all.get(id) ?? []);
  const several = new Set(found.map(({ experiment }) => experiment.id)).size > 1;
  return found.map(({ experiment, run }) => ({
    experiment,
    run,
    name: several ? `${experiment.name} · ${modelName(run.name)}` : modelName(run.name),
  }));
}

export interface RecipeRow {
  readonly path: string;
  readonly title: string;
  /** The value of each recipe. */
  readonly values: readonly string[];
}

/** The settings in which any recipe differs from the first, with each recipe's value. */
export function recipeRows(recipes: readonly Recipe[]): RecipeRow[] {
  const differences = recipes.slice(1).flatMap((other) => diffRecipes(recipes[0], other));
  const paths = new Set(differences.map(({ path }) => path));
  return [...paths].map((path) => {
    const at = pathOf(path);
    const values = recipes.map((recipe) => valueIn(fieldAt(at), valueAt(recipe, at)));
    return { path, title: placeText(path), values };
  });
}
