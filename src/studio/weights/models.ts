import { resolve } from 'node:path';
import { type EncoderCard, encoderArch } from '../../core/encoder/card';
import type { GivenEncoderFacts } from '../../core/encoder/recognise';
import { studioError } from '../../core/errors';
import type { WeightsCard } from '../../core/weights/card';
import { encoderCard, isOnnx } from './encoder-file';
import { dropEncoder, encoderFiles, keepEncoder, listEncoders } from './encoders';
import { type AddOptions, addWeights, findWeights, inspectFile, listWeights, removeWeights } from './library';
import { type WeightsPlaces, weightsPlaces } from './places';

/** The card of anything in the library: weights that a model starts from, or an encoder that can be a teacher. */
export type ModelCard = WeightsCard | EncoderCard;

/** Anything in the library. */
export interface ModelEntry {
  readonly card: ModelCard;
  readonly origin: 'built-in' | 'added';
  /** False for built-in weights that are fetched when they are first used. */
  readonly isHere: boolean;
}

export type AddModelOptions = AddOptions & { readonly given?: GivenEncoderFacts };

/** Everything in the library by name: the built-in weights, those that were added, the encoders. */
export function listModels(places: WeightsPlaces = weightsPlaces()): ModelEntry[] {
  const weights = listWeights(places).map(
    ({ card, origin, file }): ModelEntry => ({ card, origin, isHere: file !== null }),
  );
  const encoders = listEncoders(places).map(
    ({ card }): ModelEntry => ({ card, origin: 'added', isHere: true }),
  );
  return [...weights, ...encoders];
}

/** The card with this name. Throws `weights-unknown`. */
export function findCard(name: string, places: WeightsPlaces = weightsPlaces()): ModelCard {
  const encoder = encoderNamed(name, places);
  return encoder ? encoder.card : findWeights(name, places).card;
}

const encoderNamed = (name: string, places: WeightsPlaces) =>
  listEncoders(places).find(({ card }) => card.name === name);

/**
 * The encoder with this name and its files, the model first. Throws `weights-unknown`, `weights-of-other-model`,
 * `encoder-external-missing`.
 */
export function findEncoder(
  name: string,
  places: WeightsPlaces = weightsPlaces(),
): { card: EncoderCard; files: string[] } {
  const encoder = encoderNamed(name, places);
  if (encoder) return { card: encoder.card, files: encoderFiles(encoder) };
  const { arch } = findWeights(name, places).card;
  throw studioError('weights-of-other-model', { name, arch, wanted: encoderArch });
}

/** What a file holds, as the card that it would get. */
export async function inspectModel(path: string, options: AddModelOptions = {}): Promise<ModelCard> {
  return isOnnx(path) ? encoderCard(resolve(path), options) : inspectFile(path, options);
}

/**
 * Takes the weights or the encoder of a file into the library; the file stays unchanged. What is already there is left as it is. Throws
 * `weights-taken` if something else has the name, and what `addWeights` and `encoderCard` throw.
 */
export async function addModel(
  path: string,
  options: AddModelOptions = {},
  places: WeightsPlaces = weightsPlaces(),
): Promise<{ card: ModelCard; isNew: boolean }> {
  if (isOnnx(path)) return addEncoder(resolve(path), options, places);
  const { name } = options;
  if (name !== undefined && encoderNamed(name, places)) throw studioError('weights-taken', { name });
  return addWeights(path, options, places);
}

async function addEncoder(path: string, options: AddModelOptions, places: WeightsPlaces) {
  const card = await encoderCard(path, options);
  const known = encoderNamed(card.name, places);
  if (known && isSameUse(known.card, card)) return { card: known.card, isNew: false };
  const isTaken = listModels(places).some((each) => each.card.name === card.name);
  if (isTaken) throw studioError('weights-taken', { name: card.name });
  await keepEncoder(path, card, places, options);
  return { card, isNew: true };
}

/** Whether two cards belong to the same file and give the same features; measured values may differ. */
function isSameUse(a: EncoderCard, b: EncoderCard): boolean {
  const used = ({ sha256, input, output, imageSize, mean, std }: EncoderCard) =>
    JSON.stringify([sha256, input, output, imageSize, mean, std]);
  return used(a) === used(b);
}

/** Deletes what was added. Throws `weights-unknown`, `weights-built-in`. */
export function removeModel(name: string, places: WeightsPlaces = weightsPlaces()): void {
  const encoder = encoderNamed(name, places);
  if (encoder) dropEncoder(encoder);
  else removeWeights(name, places);
}
