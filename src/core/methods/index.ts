import type { RunKind } from '../vocabulary/run-kinds';
import type { InEach, Language } from '../words/language';
import { dataDistillation } from './data-distillation';
import { distillation } from './distillation';
import { fixmatch } from './fixmatch';
import { flexmatch } from './flexmatch';
import { freematch } from './freematch';
import { meanTeacher } from './mean-teacher';
import type { Method, MethodStage, TrainingStage } from './method';
import { noisyStudent } from './noisy-student';
import { piModel } from './pi-model';
import { pseudoLabel } from './pseudo-label';
import { selfTraining } from './self-training';
import { softmatch } from './softmatch';
import { supervised } from './supervised';

/** Every method by the name that a recipe gives it: a new one is a file and a line here. */
export const methods = {
  'noisy-student': noisyStudent,
  fixmatch,
  flexmatch,
  freematch,
  softmatch,
  'mean-teacher': meanTeacher,
  'pi-model': piModel,
  'pseudo-label': pseudoLabel,
  'self-training': selfTraining,
  distillation,
  'data-distillation': dataDistillation,
  supervised,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

export const methodNames = Object.keys(methods) as [MethodName, ...MethodName[]];

/** The method of a recipe, typed as any method. */
export const methodOf = ({ method }: { readonly method: MethodName }): Method => methods[method];

/** Whether a recipe lets a student be smaller than its teacher: its method does, or it says so itself. */
export const allowsSmaller = (recipe: {
  readonly method: MethodName;
  readonly distillation: boolean;
}): boolean => recipe.distillation || methodOf(recipe).smallerStudents === true;

/** The kind of the first run of a method; a teacher for an unknown method name. */
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

/** In which order a student sees the two parts of its images: together, or the pseudo-labelled ones first and then the labelled ones. */
export const orders = ['joint', 'pretrain-finetune'] as const;
export type Order = (typeof orders)[number];

/** The settings of a recipe that decide which stages run. */
export interface Staged {
  readonly method: MethodName;
  readonly order: Order;
  readonly iterations: number;
}

/** How often the method of a recipe repeats its round. */
export function roundsOf(recipe: Pick<Staged, 'method' | 'iterations'>): number {
  return methodOf(recipe).round.length > 0 ? recipe.iterations : 0;
}

/** The stages that a recipe repeats. */
export function roundOf({ method, order }: Pick<Staged, 'method' | 'order'>): readonly MethodStage[] {
  const { round, inTurn } = methodOf({ method });
  return order === 'pretrain-finetune' && inTurn ? inTurn : round;
}

/**
 * The trainings of an iteration in their order, which form one run. Iterations count from 1; 0 is the first training of all. Throws if the
 * method repeats no training.
 */
export function trainingsOf(
  recipe: Pick<Staged, 'method' | 'order'>,
  iteration: number,
): readonly [TrainingStage, ...TrainingStage[]] {
  if (iteration === 0) return [methodOf(recipe).first];
  const [one, ...more] = roundOf(recipe).filter((each) => each.stage === 'train');
  if (!one) throw new Error(`The method ${recipe.method} repeats no training.`);
  return [one, ...more];
}

/** Whether a recipe's experiment uses the pool. */
export function usesPool(recipe: Staged): boolean {
  const { first } = methodOf(recipe);
  const later = roundsOf(recipe) > 0 ? roundOf(recipe) : [];
  return [first, ...later].some(
    (each) => each.stage === 'label-pool' || (each.stage === 'train' && each.pool !== 'none'),
  );
}

export { type Consistency, consistencyOf } from './consistency';
export type { TrainingStage } from './method';
