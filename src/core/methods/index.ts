import type { RunKind } from '../vocabulary/run-kinds';
import type { InEach, Language } from '../words/language';
import { fixmatch } from './fixmatch';
import { meanTeacher } from './mean-teacher';
import type { Method, TrainingStage } from './method';
import { noisyStudent } from './noisy-student';
import { supervised } from './supervised';

/** Every method by the name that a recipe gives it: a new one is a file and a line here. */
export const methods = {
  'noisy-student': noisyStudent,
  fixmatch,
  'mean-teacher': meanTeacher,
  supervised,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

export const methodNames = Object.keys(methods) as [MethodName, ...MethodName[]];

/** The method of that name, with what every method has. */
export const methodOf = ({ method }: { readonly method: MethodName }): Method => methods[method];

/** What the first training of a method is to its experiment; a teacher where the name is no method's. */
export function firstRunOf(name: unknown): RunKind {
  const known = methodNames.find((each) => each === name);
  return known ? methods[known].first.run : 'teacher';
}

/** What the methods do, one after the other, as the recipe's help says it. */
export function methodsHelp(language: Language): string {
  return methodNames
    .map((name) => {
      const { title, help, fits } = methods[name].words[language];
      return `${title} (${name}): ${help} ${fits}`;
    })
    .join(' ');
}

/** What each method is called, what it does and when it fits. */
export const methodWords: Readonly<Record<string, InEach<{ title: string; help: string }>>> =
  Object.fromEntries(
    methodNames.map((name) => {
      const { en, ko } = methods[name].words;
      const inShort = ({ title, help, fits }: typeof en) => ({ title, help: `${help} ${fits}` });
      return [name, { en: inShort(en), ko: inShort(ko) }];
    }),
  );

/** How often the method of a recipe repeats its round. */
export function roundsOf(recipe: { readonly method: MethodName; readonly iterations: number }): number {
  return methodOf(recipe).round.length > 0 ? recipe.iterations : 0;
}

/** The training of an iteration, from 1; the first one is 0. Throws where the method repeats nothing. */
export function trainingOf(recipe: { readonly method: MethodName }, iteration: number): TrainingStage {
  const { first, round } = methodOf(recipe);
  if (iteration === 0) return first;
  const last = round.at(-1);
  if (last?.stage !== 'train') throw new Error(`The method ${recipe.method} repeats no training.`);
  return last;
}

/** Whether a recipe's experiment looks at the pool. */
export function usesPool(recipe: { readonly method: MethodName; readonly iterations: number }): boolean {
  const { first, round } = methodOf(recipe);
  const later = roundsOf(recipe) > 0 ? round : [];
  return [first, ...later].some(
    (each) => each.stage === 'label-pool' || (each.stage === 'train' && each.pool !== 'none'),
  );
}

export { type Consistency, consistencyOf, smoothsLabels } from './consistency';
export type { TrainingStage } from './method';
