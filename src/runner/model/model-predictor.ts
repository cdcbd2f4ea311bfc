import { isEncoder, type ModelSpec, type NetworkSpec } from '../../core/network/model-spec';
import type { LinearHead } from '../../core/probe/linear-probe';
import type { OnnxPredictor } from '../../engine/inference/onnx-predictor';
import { openNetwork } from '../../engine/inference/open-network';
import type { Prediction, Predictor } from '../../engine/inference/predictor';
import type { Weights } from '../../engine/models/folded-layers';
import { EncoderPredictor } from './encoder/predictor';
import { headNames, type ModelPredictor } from './model';
import { networkOf } from './network-of';

/** The parts of a model besides its specification. */
export interface ModelParts {
  /**
   * All weights of a network, or the head of an encoder; missing if only speed matters or only features are
   * needed.
   */
  readonly weights?: Weights;
  /** Absolute paths of an encoder's files, the model first. */
  readonly encoder?: readonly string[];
  /**
   * Whether no other threads compute at the same time, so that the threads of a network may spin while they
   * wait.
   */
  readonly alone?: boolean;
}

/** Opens a model for at most `batch` images at a time. Throws `encoder-changed`. */
export async function openModel(
  model: ModelSpec,
  batch: number,
  { weights, encoder, alone }: ModelParts,
): Promise<ModelPredictor> {
  if (!isEncoder(model)) return NetworkPredictor.open(model, batch, weights, alone);
  if (!encoder) throw new Error('A job with an encoder says where its files are.');
  const { imageSize, classes } = model;
  const head = weights ? headIn(weights) : null;
  return EncoderPredictor.open(encoder, model.encoder, { imageSize, batch, classes, head });
}

class NetworkPredictor implements ModelPredictor {
  private constructor(
    private readonly predictor: Predictor | OnnxPredictor,
    readonly batch: number,
    readonly features: number,
    readonly failure: unknown,
  ) {}

  static async open(
    model: NetworkSpec,
    batch: number,
    weights: Weights | undefined,
    alone: boolean | undefined,
  ): Promise<NetworkPredictor> {
    const arch = networkOf(model);
    const { predictor, failure } = await openNetwork({ ...model, batch, arch }, weights, { alone });
    return new NetworkPredictor(predictor, batch, arch.head, failure);
  }

  predict(images: Uint8Array): Prediction | Promise<Prediction> {
    return this.predictor.predict(images);
  }

  close(): void | Promise<void> {
    return this.predictor.close();
  }
}

const headIn = (weights: Weights): LinearHead => ({
  weights: weights.get(headNames.weight) as Float32Array,
  bias: weights.get(headNames.bias) as Float32Array,
});
