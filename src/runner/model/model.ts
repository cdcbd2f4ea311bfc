import { isEncoder, type ModelSpec } from '../../core/network/model-spec';
import type { Prediction } from '../../engine/inference/predictor';
import { networkOf } from './network-of';

/**
 * A model for predictions: one of the studio's networks, or an encoder with a head. Call `close()` when done.
 */
export interface ModelPredictor {
  /** The most images in one call of the network. */
  readonly batch: number;
  /** Number of features of an image. */
  readonly features: number;
  /** The reason why onnxruntime does not run a network that it should run; undefined if it does. */
  readonly failure?: unknown;
  /** Logits and features of `images` `[n, size, size, 3]` uint8, any n. */
  predict(images: Uint8Array): Prediction | Promise<Prediction>;
  close(): void | Promise<void>;
}

/** A model that predicts images of the pixel cache by their hashes. Call `close()` when done. */
export interface ImagePredictor {
  /** The most images in one call. */
  readonly batch: number;
  /** Number of features of an image. */
  readonly features: number;
  /** Logits and features of the images with these hashes, `[n, 32]`. Throws `pixels-missing`. */
  predict(hashes: Uint8Array): Prediction | Promise<Prediction>;
  close(): void | Promise<void>;
}

/** Number of features of an image. */
export const featuresOf = (model: ModelSpec): number =>
  isEncoder(model) ? model.encoder.features : networkOf(model).head;

/** Tensor names of a linear head in the file of a run whose model is an encoder. */
export const headNames = { weight: 'head.weight', bias: 'head.bias' } as const;
