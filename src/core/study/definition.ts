import { z } from 'zod';
import { StudioError, studioError } from '../errors';
import { applySettings, pathOf, type Recipe, type RecipeOverrides, resolveRecipe, valueAt } from '../recipe';
import { type ErrorCode, errorSentence } from '../words/errors';
import type { InEach, Language } from '../words/language';
import { armsOfDifference, type Claim, claimSchema } from './claims';
import { fileProblems } from './file-problems';

/** The largest number of runs in a study: more is a typing error or a year of work. */
const mostRuns = 1000;
const mostSeeds = 50;

/**
 * A number is accepted as a name, so that "name: 7" works. Control characters are not, because of terminals
 * and tables.
 */
const name = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}*$/u),
);

/** Settings by path, as `--set` takes them: `students.*.dropout: 0`. */
const settings = z.record(z.string(), z.unknown());

const armSchema = z.strictObject({
  name,
  set: settings.default({}),
  /** Factors for numbers of the recipe, for lengths that are relative to the base. */
  times: z.record(z.string(), z.number().positive()).default({}),
});

/** Random numbers depend on the lowest 32 bits of a seed: seeds that differ only above them are the same. */
const seed = z.int().min(0).max(0xffffffff);

const fileSchema = z.strictObject({
  name,
  /** The question that the study answers, for lists and reports. */
  question: z.string().max(400).optional(),
  /** A preset, or settings that differ from one, as in a recipe file. If left out, the recipe that suits the project. */
  base: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  seeds: z.union([z.int().min(1).max(mostSeeds), z.array(seed).min(1).max(mostSeeds)]).default(3),
  arms: z.array(armSchema).min(1).optional(),
  /** Settings with the values to try, in all combinations. */
  vary: z.record(z.string(), z.array(z.unknown()).min(1)).optional(),
  /** The arm that the others are compared with. If left out, the first. */
  baseline: name.optional(),
  /** Claims that the result is compared with. */
  claims: z.array(claimSchema).default([]),
});

/** One way to train: a recipe with a name. */
export interface StudyArm {
  readonly name: string;
  readonly recipe: Recipe;
}

/** A base recipe, what varies, and seeds: every arm is run with every seed. */
export interface Study {
  readonly name: string;
  readonly question: string | null;
  readonly seeds: readonly number[];
  readonly arms: readonly StudyArm[];
  readonly baseline: string;
  /**
   * The claims that its result is compared with. They are read from the file each time, so a claim may change without
   * training anything again.
   */
  readonly claims: readonly Claim[];
}

/** A study without the recipes of its arms: enough to describe it, whatever version began it. */
export type StudyOutline = Omit<Study, 'arms' | 'claims'> & {
  readonly arms: readonly Pick<StudyArm, 'name'>[];
};

/** One run of the loop that a study asks for. */
export interface StudyCell {
  readonly arm: string;
  readonly seed: number;
}

/**
 * Reads a study from the content of its file. `suiting` returns the recipe to use if the file names none; `changes` are applied to either.
 * Throws `study-file` with the places and problems, `study-arm` for the settings of an arm, and what recipes throw for the base.
 */
export function readStudy(content: unknown, suiting: () => Recipe, changes: Changes = []): Study {
  const parsed = fileSchema.safeParse(content, { reportInput: true });
  if (!parsed.success) throw studioError('study-file', { problems: fileProblems(parsed.error, content) });
  const { question = null, seeds: given, vary = {}, ...file } = parsed.data;
  const base = applySettings(baseOf(file.base, suiting), changes);
  const ways = file.arms ?? [{ name: '', set: {}, times: {} }];
  const arms = ways.flatMap((way) =>
    combinationsOf(vary).map((values) => ({
      name: nameOf(way.name, values),
      recipe: recipeOfArm(base, nameOf(way.name, values), [...Object.entries(way.set), ...values], way.times),
    })),
  );
  const seeds = typeof given === 'number' ? Array.from({ length: given }, (_, i) => i + 1) : given;
  const baseline = file.baseline ?? arms[0].name;
  checkArms(arms, seeds, baseline);
  checkClaims(file.claims, arms);
  return { name: file.name, question, seeds, arms, baseline, claims: file.claims };
}

type Changes = readonly (readonly [string, unknown])[];

/** Every run, seed by seed: after the first seed, every arm has been run once. */
export const cellsOf = ({ arms, seeds }: Pick<StudyOutline, 'arms' | 'seeds'>): StudyCell[] =>
  seeds.flatMap((seed) => arms.map(({ name: arm }) => ({ arm, seed })));

function baseOf(base: string | Record<string, unknown> | undefined, suiting: () => Recipe): Recipe {
  return base === undefined ? suiting() : resolveRecipe(base as string | RecipeOverrides);
}

/** Throws `study-arm`, which names the arm. */
function recipeOfArm(
  base: Recipe,
  arm: string,
  settingsOfArm: Changes,
  times: Readonly<Record<string, number>>,
): Recipe {
  try {
    const recipe = applySettings(base, settingsOfArm);
    const factors = Object.entries(times);
    return applySettings(
      recipe,
      factors.map(([path, factor]) => [path, Number(valueAt(recipe, pathOf(path))) * factor]),
    );
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const { code, values } = error;
    const said = (language: Language) => errorSentence(code as ErrorCode, values, 'cli', language);
    throw studioError('study-arm', { arm, problem: { en: said('en'), ko: said('ko') } }, { cause: error });
  }
}

/** All combinations of the settings' values. */
function combinationsOf(vary: Readonly<Record<string, readonly unknown[]>>): [string, unknown][][] {
  return Object.entries(vary).reduce<[string, unknown][][]>(
    (all, [path, values]) =>
      all.flatMap((one) => values.map((value): [string, unknown][] => [...one, [path, value]])),
    [[]],
  );
}

/** "no dropout, iterations 2" */
function nameOf(arm: string, values: readonly (readonly [string, unknown])[]): string {
  const varied = values.map(([path, value]) => `${path.split('.').at(-1)} ${textOf(value)}`);
  return [arm, ...varied].filter((part) => part !== '').join(', ') || 'base';
}

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function checkClaims(claims: readonly Claim[], arms: readonly StudyArm[]): void {
  const names = arms.map(({ name: each }) => each);
  const unknown = claims
    .flatMap(({ says }) => says.flatMap(armsOfDifference))
    .find((each) => !names.includes(each));
  if (unknown === undefined) return;
  throw studioError('study-file', {
    problems: {
      en: `A claim is about "${unknown}", which is none of the arms: ${names.join('; ')}.`,
      ko: `주장에 나오는 "${unknown}"이(가) 조건(${names.join('; ')}) 중에 없습니다.`,
    },
  });
}

function checkArms(arms: readonly StudyArm[], seeds: readonly number[], baseline: string): void {
  const problems = wrongWith(arms, seeds, baseline);
  if (problems) throw studioError('study-file', { problems });
}

function wrongWith(
  arms: readonly StudyArm[],
  seeds: readonly number[],
  baseline: string,
): InEach<string> | null {
  const names = arms.map(({ name: each }) => each);
  const arm = names.find((each, i) => names.indexOf(each) !== i);
  if (arm !== undefined)
    return { en: `There are two arms "${arm}".`, ko: `조건 "${arm}"이(가) 두 번 있습니다.` };
  const seedTwice = seeds.find((each, i) => seeds.indexOf(each) !== i);
  if (seedTwice !== undefined)
    return { en: `The seed ${seedTwice} is there twice.`, ko: `시드 ${seedTwice}이(가) 두 번 있습니다.` };
  if (!names.includes(baseline))
    return {
      en: `The baseline "${baseline}" is none of the arms: ${names.join('; ')}.`,
      ko: `기준 "${baseline}"이(가) 조건(${names.join('; ')}) 중에 없습니다.`,
    };
  if (arms.length * seeds.length > mostRuns)
    return {
      en: `${arms.length} arms with ${seeds.length} seeds are more than ${mostRuns} runs.`,
      ko: `조건 ${arms.length}개와 시드 ${seeds.length}개는 실행 ${mostRuns}회를 넘습니다.`,
    };
  // Validation images are the project's: the first arm draws them, and the models of all arms are chosen on them.
  const shares = [...new Set(arms.map(({ recipe }) => recipe.validationShare))];
  if (shares.length > 1)
    return {
      en: `validationShare is ${shares.join(' in one arm and ')} in another; it must be the same in all arms, since all models of a project are chosen on the same validation images. Give it in the base, and make a project for each other share.`,
      ko: `validationShare가 조건마다 다릅니다(${shares.join(', ')}). 프로젝트의 모든 모델은 같은 검증 이미지로 고르므로 모든 조건에서 같아야 합니다. base에 적고, 다른 비율은 프로젝트를 따로 만들어 비교하세요.`,
    };
  return null;
}
