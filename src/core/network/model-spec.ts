import type { Fit } from '../vocabulary/images';
import type { ArchName, Padding } from './arch';

/** What identifies a network and what it expects of an image. */
export interface ModelSpec {
  readonly arch: ArchName;
  readonly classes: number;
  readonly imageSize: number;
  /** Side of the images that the network's strides were chosen for, where it was fixed at a larger one since. */
  readonly laidOutFor?: number;
  /** Where its convolutions see zeros; TensorFlow's way where left out. */
  readonly padding?: Padding;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly batchNormEpsilon: number;
  /** How pictures are made square; "cover" where it is left out. */
  readonly fit?: Fit;
}
