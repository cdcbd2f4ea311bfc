import { evenPlaces } from '../../../core/numbers/evenly';
import type { HeldOut, LabellingFile } from '../../../runner/labelling/labelling-file';
import type { FeatureRows } from './feature-pieces';

/** The features of a labelling's images by which its pool is compared with the labelled images; all have one width. */
export interface Compared {
  /** Of the labelled images that the scores were fitted on, in the order of `LabellingFile.labelled`. */
  readonly labelled: FeatureRows;
  /** Of each row of the labelling. */
  readonly pool: FeatureRows;
  /** Of the held-out images at `knownPlaces`; null if these are the labelled images, or if their features are not known. */
  readonly held: FeatureRows | null;
}

/** The features that the labelling's own model sees; null if it keeps none of labelled images. */
export function ownFeatures({ labelled, features, heldOut }: LabellingFile): Compared | null {
  if (!features || labelled?.features.width !== features.width) return null;
  return { labelled: labelled.features, pool: features, held: heldOut?.features ?? null };
}

/** The places of the held-out images whose features a labelling keeps; all of them if they are the labelled images. */
export function knownPlaces({ by, ids, features }: HeldOut): ArrayLike<number> {
  return evenPlaces(ids.length, by.folds !== null ? ids.length : (features?.rows ?? 0));
}
