import type { DataOverview } from '../../../contract';
import { usesPool } from '../../../core/methods';
import type { Recipe } from '../../../core/recipe';

/** What to know before an experiment starts, and what mends it. */
export interface StartProblem {
  readonly key:
    | 'no-labelled'
    | 'one-class'
    | 'no-pool'
    | 'empty-classes'
    | 'no-validation'
    | 'no-test'
    | 'few-labelled';
  /** It cannot start like this. */
  readonly blocks: boolean;
  readonly action: 'add-images' | 'go-to-data' | 'draw-split' | null;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Images of each part as the experiment will have them. */
export interface StartImages {
  readonly labelled: number;
  readonly validation: number;
  /** Validation images are held out of the labelled ones when it starts. */
  readonly drawn: boolean;
  readonly pool: number;
  readonly test: number;
}

/** How the images divide; validation is drawn by the recipe's share where the project has none. */
export function startImages({ splits }: Pick<DataOverview, 'splits'>, recipe: Recipe): StartImages {
  const labelled = splits['labelled-train'];
  const drawn = splits.validation === 0 && recipe.validationShare > 0;
  const validation = drawn ? Math.round(labelled * recipe.validationShare) : splits.validation;
  return {
    labelled: drawn ? labelled - validation : labelled,
    validation,
    drawn,
    pool: splits.unlabelled,
    test: splits.test,
  };
}

/** Fewer images a class than this rarely make a teacher that is worth listening to. */
const fewAClass = 5;

/** Everything that stands in the way, and what would make the result hard to trust. What blocks comes first. */
export function startProblems(
  overview: Pick<DataOverview, 'splits' | 'classes'>,
  recipe: Recipe,
): StartProblem[] {
  const { labelled, validation, pool, test } = startImages(overview, recipe);
  const problems: StartProblem[] = [];
  const blocks = (key: StartProblem['key'], action: StartProblem['action']) =>
    problems.push({ key, blocks: true, action });
  if (labelled === 0) blocks('no-labelled', 'add-images');
  else if (overview.classes.length < 2) blocks('one-class', 'go-to-data');
  if (usesPool(recipe) && pool === 0) blocks('no-pool', 'add-images');
  if (labelled === 0) return problems;

  const warns = (key: StartProblem['key'], action: StartProblem['action'], values?: StartProblem['values']) =>
    problems.push({ key, blocks: false, action, values });
  const empty = overview.classes.filter(({ images }) => images['labelled-train'] === 0);
  if (empty.length > 0) {
    const names = empty.slice(0, 3).map(({ name }) => name);
    warns('empty-classes', 'add-images', { count: empty.length, names: names.join(', ') });
  } else if (labelled < fewAClass * overview.classes.length)
    warns('few-labelled', 'add-images', { count: labelled, classes: overview.classes.length });
  if (validation === 0) warns('no-validation', 'draw-split');
  if (test === 0) warns('no-test', 'draw-split');
  return problems;
}

/** `wanted`, or `wanted 2`, `wanted 3` … where experiments of that name exist. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted} ${number}`;
  return name;
}
