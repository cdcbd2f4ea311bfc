import { z } from 'zod';
import { studioError } from '../errors';
import { applySettings, type Recipe, type RecipeOverrides, resolveRecipe } from '../recipe';

/** Arms times seeds at most: more than this is a typing error or a year of work. */
const mostRuns = 1000;
const mostSeeds = 50;

const name = z.string().trim().min(1).max(80);
/** Settings by path, as `--set` takes them: `students.*.dropout: 0`. */
const settings = z.record(z.string(), z.unknown());

const armSchema = z.strictObject({ name, set: settings.default({}) });

const fileSchema = z.strictObject({
  name,
  /** What it asks, for lists and reports. */
  question: z.string().max(400).optional(),
  /** A preset, or settings that differ from one, as in a recipe file; the recipe that suits the project where it is left out. */
  base: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  seeds: z.union([z.int().min(1).max(mostSeeds), z.array(z.int().min(0)).min(1).max(mostSeeds)]).default(3),
  arms: z.array(armSchema).optional(),
  /** Settings with the values to try, each with each. */
  vary: z.record(z.string(), z.array(z.unknown()).min(1)).optional(),
  /** The arm that the others are held against; the first where it is left out. */
  baseline: name.optional(),
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
}

/** One run of the loop that a study asks for. */
export interface StudyCell {
  readonly arm: string;
  readonly seed: number;
}

/**
 * A study from the content of its file. `suiting` is asked for the recipe where the file names none, `changes` are laid over either.
 * Throws `study-file` with the place and what is wrong, and what recipes throw.
 */
export function readStudy(content: unknown, suiting: () => Recipe, changes: Changes = []): Study {
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) throw studioError('study-file', { problems: problemsOf(parsed.error) });
  const { question = null, seeds: given, vary = {}, ...file } = parsed.data;
  const base = applySettings(baseOf(file.base, suiting), changes);
  const ways = file.arms ?? [{ name: '', set: {} }];
  const arms = ways.flatMap((way) =>
    combinationsOf(vary).map((values) => ({
      name: nameOf(way.name, values),
      recipe: applySettings(base, [...Object.entries(way.set), ...values]),
    })),
  );
  const seeds = typeof given === 'number' ? Array.from({ length: given }, (_, i) => i + 1) : given;
  const baseline = file.baseline ?? arms[0].name;
  checkArms(arms, seeds, baseline);
  return { name: file.name, question, seeds, arms, baseline };
}

type Changes = readonly (readonly [string, unknown])[];

/** Every run, seed by seed: after the first seed each arm was seen once. */
export const cellsOf = ({ arms, seeds }: Study): StudyCell[] =>
  seeds.flatMap((seed) => arms.map(({ name: arm }) => ({ arm, seed })));

function baseOf(base: string | Record<string, unknown> | undefined, suiting: () => Recipe): Recipe {
  return base === undefined ? suiting() : resolveRecipe(base as string | RecipeOverrides);
}

/** Each value of each setting with each of the others. */
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

function checkArms(arms: readonly StudyArm[], seeds: readonly number[], baseline: string): void {
  const names = arms.map(({ name: each }) => each);
  const twice =
    names.find((each, i) => names.indexOf(each) !== i) ?? seeds.find((each, i) => seeds.indexOf(each) !== i);
  const wrong =
    twice !== undefined
      ? { en: `"${twice}" stands there twice`, ko: `"${twice}"이(가) 두 번 있음` }
      : !names.includes(baseline)
        ? {
            en: `the baseline "${baseline}" is none of ${names.join(', ')}`,
            ko: `기준 "${baseline}"이(가) ${names.join(', ')} 중에 없음`,
          }
        : arms.length * seeds.length > mostRuns
          ? {
              en: `${arms.length} arms with ${seeds.length} seeds are more than ${mostRuns} runs`,
              ko: `조건 ${arms.length}개와 시드 ${seeds.length}개는 실행 ${mostRuns}회를 넘음`,
            }
          : null;
  if (wrong) throw studioError('study-file', { problems: wrong });
}

function problemsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('\n');
}
