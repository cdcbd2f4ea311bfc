import { type EncoderCard, encoderArch } from '../encoder/card';
import type { Fit } from '../vocabulary/images';
import type { ArchName, Padding } from './arch';

/** What every model expects of an image, and how many classes it tells apart. */
interface ModelBase {
  readonly classes: number;
  readonly imageSize: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** How pictures are made square; "cover" if it is left out. */
  readonly fit?: Fit;
}

/** What identifies one of the studio's networks. */
export interface NetworkSpec extends ModelBase {
  readonly arch: ArchName;
  /** Side of the images that the network's strides were chosen for, if a resolution fix has trained it at a larger side since. */
  readonly laidOutFor?: number;
  /** How its convolutions are padded with zeros; TensorFlow's way if left out. */
  readonly padding?: Padding;
  readonly batchNormEpsilon: number;
}

/** What identifies an imported encoder, which does not learn; only a linear head on its features does. */
export interface EncoderSpec extends ModelBase {
  readonly arch: typeof encoderArch;
  readonly encoder: EncoderCard;
}

export type ModelSpec = NetworkSpec | EncoderSpec;

export const isEncoder = (model: ModelSpec): model is EncoderSpec => model.arch === encoderArch;
