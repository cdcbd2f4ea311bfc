import { isEncoder, type ModelSpec, type NetworkSpec } from '../core/network/model-spec';
import type { LinearHead } from '../core/probe/linear-probe';
import { type Prediction, Predictor } from '../engine/inference/predictor';
import type { Weights } from '../engine/models/folded-layers';
import { EncoderPredictor } from './encoder/predictor';
import { headNames, type ModelPredictor } from './model';
import { networkOf } from './network-of';

/** The parts of a model besides its specification. */
export interface ModelParts {
  /**
   * All weights of a network, or the head of an encoder; missing where only speed matters or only features
   * are needed.
   */
  readonly weights?: Weights;
  /** Absolute paths of an encoder's files, the model first. */
  readonly encoder?: readonly string[];
}

/** Opens a model for at most `batch` images at a time. Throws `encoder-changed`. */
export async function openModel(
  model: ModelSpec,
  batch: number,
  { weights, encoder }: ModelParts,
): Promise<ModelPredictor> {
  if (!isEncoder(model)) return new NetworkPredictor(model, batch, weights);
  if (!encoder) throw new Error('A job with an encoder says where its files are.');
  const { imageSize, classes } = model;
  const head = weights ? headIn(weights) : null;
  return EncoderPredictor.open(encoder, model.encoder, { imageSize, batch, classes, head });
}

class NetworkPredictor implements ModelPredictor {
  readonly #predictor: Predictor;
  readonly features: number;

  constructor(
    model: NetworkSpec,
    readonly batch: number,
    weights: Weights | undefined,
  ) {
    const arch = networkOf(model);
    this.features = arch.head;
    this.#predictor = new Predictor({ ...model, batch, arch }, weights);
  }

  predict(images: Uint8Array): Prediction {
    return this.#predictor.predict(images);
  }

  close(): void {
    this.#predictor.close();
  }
}

const headIn = (weights: Weights): LinearHead => ({
  weights: weights.get(headNames.weight) as Float32Array,
  bias: weights.get(headNames.bias) as Float32Array,
});
