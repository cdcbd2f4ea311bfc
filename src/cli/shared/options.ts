import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { studioError } from '../../core/errors';
import { reasonFor } from '../../core/errors/reason';
import { applySettings, isPresetName, presetNames, type Recipe, resolveRecipe } from '../../core/recipe';
import { closest } from '../../core/words/suggest';
import { textFile } from '../../files/reading/text-file';
import { recommendedRecipe } from '../../studio/method/start/recommended';
import type { StudioContext } from '../../studio/project/context/context';
import { recipeFromText } from '../../studio/project/recipes/recipe-file';

export interface RecipeOptions {
  readonly recipe?: string;
  readonly set: readonly string[];
  readonly seed: number;
  readonly name?: string;
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\s*\d+\s*$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be a whole number from 0.');
  return value;
}

export function wholeFromOne(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

/** The items between commas, each once. An empty list is refused, because it would measure nothing and look like a success. */
export function itemsOf(text: string): string[] {
  const items = text.split(',').map((each) => each.trim());
  const named = items.filter((each, i) => each !== '' && items.indexOf(each) === i);
  if (named.length === 0)
    throw new InvalidArgumentError('Name at least one, or leave the option out for all.');
  return named;
}

/** Reads "fog,snow" as some of the known names. */
export function namesOf<Name extends string>(text: string, names: readonly Name[]): Name[] {
  return itemsOf(text).map((item) => {
    const found = names.find((each) => each === item);
    if (found) return found;
    const near = closest(item, names);
    throw new InvalidArgumentError(
      `"${item}" is none of ${names.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`,
    );
  });
}

/** `--run` and `--choose`: a finished model by number, or by a rule. */
export function withModelChoice(command: Command): Command {
  return command
    .option('--run <number>', 'which model (if left out, --choose decides)', wholeNumber)
    .addOption(
      new Option('--choose <rule>', 'the best model of the last experiment on validation, or its newest')
        .choices(['best', 'newest'])
        .default('best'),
    );
}

export interface ModelChoice {
  readonly run?: number;
  readonly choose: 'best' | 'newest';
}

export function share(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= 0 && value < 1))
    throw new InvalidArgumentError('It must be a share from 0 to below 1, such as 0.1.');
  return value;
}

/** `--recipe`, `--set`, `--seed` and `--name`, the same for all commands that start a training. */
export function withRecipeOptions(command: Command): Command {
  const collect = (value: string, all: string[]) => [...all, value];
  return command
    .option(
      '-r, --recipe <preset or file>',
      `${presetNames.join(', ')}, or a YAML file (if left out, the one that suits images, labels and machine)`,
    )
    .option('-s, --set <setting=value>', 'change one setting of the recipe; may be repeated', collect, [])
    .option('--name <name>', 'name of the experiment (if left out, the recipe’s name and a number)')
    .addOption(new Option('--seed <number>', 'seed of all random numbers').argParser(wholeNumber).default(1));
}

/** The recipe that these options describe. Throws `recipe-unreadable`, `recipe-empty`, `unknown-preset`, `bad-recipe`. */
export function recipeFrom({
  recipe,
  set,
}: {
  readonly recipe: string;
  readonly set: readonly string[];
}): Recipe {
  const isFile = !isPresetName(recipe) && (/[./\\]/.test(recipe) || existsSync(recipe));
  const base = isFile ? fromFile(recipe) : resolveRecipe(recipe);
  return applySettings(base, settingPairs(set));
}

/** The same; if no recipe is given, the recommended one, whose reasons are reported. */
export function recipeFor({ project, tell }: StudioContext, { recipe, set }: RecipeOptions): Recipe {
  if (recipe !== undefined) return recipeFrom({ recipe, set });
  const { recipe: suiting, why } = recommendedRecipe(project);
  tell({ type: 'note', note: why });
  return applySettings(suiting, settingPairs(set));
}

function fromFile(file: string): Recipe {
  return recipeFromText(textOf(file), file);
}

function textOf(file: string): string {
  try {
    return textFile(file);
  } catch (error) {
    throw studioError('recipe-unreadable', { file, reason: reasonFor(error) }, { cause: error });
  }
}

/** The settings and values from `--set`. Throws `set-shape`. */
export function settingPairs(texts: readonly string[]): [string, string][] {
  return texts.map(pair);
}

/** Reads "training.learningRate=0.001" as a setting and its value. */
function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw studioError('set-shape', { text });
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
