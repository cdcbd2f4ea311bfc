import type { Language } from '../words/language';
import type { Method, TrainingStage } from './method';
import { noisyStudent } from './noisy-student';
import { supervised } from './supervised';

/** Every method by the name that a recipe gives it: a new one is a file and a line here. */
export const methods = {
  'noisy-student': noisyStudent,
  supervised,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

export const methodNames = Object.keys(methods) as [MethodName, ...MethodName[]];

/** What the methods do, one after the other, as the recipe's help says it. */
export function methodsHelp(language: Language): string {
  return methodNames.map((name) => `${name}: ${methods[name].words[language].help}`).join(' ');
}

/** How often the method of a recipe repeats its round. */
export function roundsOf(recipe: { readonly method: MethodName; readonly iterations: number }): number {
  return methods[recipe.method].round ? recipe.iterations : 0;
}

/** The training that the method of a recipe repeats. */
export function roundTraining({ method }: { readonly method: MethodName }): TrainingStage {
  const { round } = methods[method];
  if (!round) throw new Error(`The method ${method} repeats nothing.`);
  return round.training;
}
