import { type MethodName, methods } from '../methods';
import { applySettings, type Recipe } from '../recipe';
import { type Work, type WorkImages, workOf } from '../workload/workload';
import type { Study, StudyArm } from './definition';

/** The budget of which the comparison gives every method the same amount. */
export const budgets = ['images', 'time'] as const;
export type Budget = (typeof budgets)[number];

/** How much of a budget the trainings in some work use. */
export type CostOf = (work: readonly Work[]) => number;

/**
 * The number of images that trainings see, each view of an image counted once. Images that are only predicted do not
 * count.
 */
export const imagesTrained: CostOf = (work) =>
  work.reduce(
    (sum, { shape, amount }) => sum + (shape.kind === 'train' ? amount * (shape.labelled + shape.pseudo) : 0),
    0,
  );

/** The settings of a comparison of methods. */
interface Comparison {
  readonly name: string;
  readonly question: string;
  readonly seeds: readonly number[];
  readonly methods: readonly MethodName[];
  /** The method that the others are compared with. */
  readonly baseline: MethodName;
}

/**
 * A study whose arms are methods with equal budgets. All training lengths of a method are multiplied by one factor,
 * so that together they cost as much as those of the baseline.
 */
export function compareStudy(
  base: Recipe,
  { name, question, seeds, methods: names, baseline }: Comparison,
  imagesOf: (recipe: Recipe) => WorkImages,
  costOf: CostOf,
): Study {
  const cost = (recipe: Recipe) => costOf(workOf(recipe, imagesOf(recipe)));
  const target = cost(withMethod(base, baseline));
  const arms = names.map((method): StudyArm => {
    const recipe = withMethod(base, method);
    return { name: titleOf(method), recipe: longer(recipe, target / cost(recipe)) };
  });
  return { name, question, seeds, arms, baseline: titleOf(baseline), claims: [] };
}

/** The name of a method in tables. */
export const titleOf = (method: MethodName): string => methods[method].words.en.title;

const withMethod = (base: Recipe, method: MethodName) => applySettings(base, [['method', method]]);

/** A recipe with the lengths of its trainings multiplied by `factor`. */
function longer(recipe: Recipe, factor: number): Recipe {
  const { teacherLength, studentLength } = recipe.training;
  const { epochs } = recipe.fineTune;
  const times = ({ amount, unit }: typeof teacherLength) =>
    unit === 'steps' ? Math.max(1, Math.round(amount * factor)) : amount * factor;
  return applySettings(recipe, [
    ['training.teacherLength.amount', times(teacherLength)],
    ['training.studentLength.amount', times(studentLength)],
    ...(epochs === 'auto' ? [] : [['fineTune.epochs', epochs * factor] as const]),
  ]);
}
