import { StudioError } from '../errors';

/**
 * How many images `features` belong to, `size` numbers each. Throws `ood-features` if the numbers do not fit, as those of another model.
 */
export function imagesIn(features: ArrayLike<number>, size: number): number {
  if (features.length % size === 0) return features.length / size;
  throw new StudioError(
    'ood-features',
    `The score was fitted on ${size} features an image, ${features.length} numbers do not fit; label with the model that it was fitted with.`,
  );
}
