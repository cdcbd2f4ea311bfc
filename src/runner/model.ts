import { isEncoder, type ModelSpec } from '../core/network/model-spec';
import type { Prediction } from '../engine/inference/predictor';
import { networkOf } from './network-of';

/** A model that says what it sees: one of the studio's networks, or an encoder with a head. `close()` when done. */
export interface ModelPredictor {
  /** Images that are shown to it at a time, at most. */
  readonly batch: number;
  /** Numbers of an image's features. */
  readonly features: number;
  /** Logits and features of `images` `[n, size, size, 3]` uint8, any n. */
  predict(images: Uint8Array): Prediction | Promise<Prediction>;
  close(): void | Promise<void>;
}

/** Numbers of an image's features. */
export const featuresOf = (model: ModelSpec): number =>
  isEncoder(model) ? model.encoder.features : networkOf(model).head;

/** Names of a head's tensors in the file of a run whose model is an encoder. */
export const headNames = { weight: 'head.weight', bias: 'head.bias' } as const;
