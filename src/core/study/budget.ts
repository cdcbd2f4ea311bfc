import { type MethodName, methods } from '../methods';
import { applySettings, type Recipe } from '../recipe';
import { type Work, type WorkImages, workOf } from '../workload/workload';
import type { Study, StudyArm } from './definition';

/** What every method is given as much of. */
export const budgets = ['images', 'time'] as const;
export type Budget = (typeof budgets)[number];

/** What the trainings of some work take of a budget. */
export type CostOf = (work: readonly Work[]) => number;

/** Images that trainings are given, each view of one counted; looks at images that teach nothing are none. */
export const imagesTrained: CostOf = (work) =>
  work.reduce(
    (sum, { shape, amount }) => sum + (shape.kind === 'train' ? amount * (shape.labelled + shape.pseudo) : 0),
    0,
  );

/** What a comparison of methods asks for. */
interface Comparison {
  readonly name: string;
  readonly question: string;
  readonly seeds: readonly number[];
  readonly methods: readonly MethodName[];
  /** The method that the others are held against. */
  readonly baseline: MethodName;
}

/**
 * A study whose arms are methods, all of them with the budget of the baseline: the lengths of every training of a method are so many times as long
 * that together they cost what the baseline's cost.
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

/** What a method is called in tables. */
export const titleOf = (method: MethodName): string => methods[method].words.en.title;

const withMethod = (base: Recipe, method: MethodName) => applySettings(base, [['method', method]]);

/** A recipe whose trainings are so many times as long. */
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
