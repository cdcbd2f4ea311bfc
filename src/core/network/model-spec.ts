import { type EncoderCard, encoderArch } from '../encoder/card';
import type { Fit } from '../vocabulary/images';
import type { ArchName, Padding } from './arch';

/** What every model expects of an image, and how many classes it tells apart. */
interface ModelBase {
  readonly classes: number;
  readonly imageSize: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** How pictures are made square; "cover" where it is left out. */
  readonly fit?: Fit;
}

/** What identifies one of the studio's networks. */
export interface NetworkSpec extends ModelBase {
  readonly arch: ArchName;
  /** Side of the images that the network's strides were chosen for, where it was fixed at a larger one since. */
  readonly laidOutFor?: number;
  /** Where its convolutions see zeros; TensorFlow's way where left out. */
  readonly padding?: Padding;
  readonly batchNormEpsilon: number;
}

/** What identifies an encoder of somebody else's, which does not learn; a linear head on its features does. */
export interface EncoderSpec extends ModelBase {
  readonly arch: typeof encoderArch;
  readonly encoder: EncoderCard;
}

export type ModelSpec = NetworkSpec | EncoderSpec;

export const isEncoder = (model: ModelSpec): model is EncoderSpec => model.arch === encoderArch;
