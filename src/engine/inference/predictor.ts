import type { Architecture } from '../../core/arch';
import { Program } from '../graph/program';
import type { Session } from '../graph/session';
import { fold, foldedLayers, foldedParametersOf, type Weights } from '../models/folded-layers';
import { network } from '../models/network';
import { type Layout, layoutOf } from '../models/parameters';
import { type Tensor, tf } from '../runtime';

export interface PredictorSettings {
  arch: Architecture;
  classes: number;
  imageSize: number;
  batch: number;
  mean: readonly number[];
  std: readonly number[];
  batchNormEpsilon: number;
}

export interface Prediction {
  /** `[n, classes]` */
  logits: Float32Array;
  /** `[n, head]` */
  features: Float32Array;
}

/** An un-noised network with batch normalisation folded. Traced once; weights can be exchanged. */
export class Predictor {
  private readonly session: Session;
  private readonly layout: Layout;

  constructor(readonly settings: PredictorSettings) {
    this.layout = layoutOf(settings.arch, settings.classes);
    this.session = buildInference(settings, this.layout).compile();
  }

  /** Takes the network's weights as the trainer gives them, and folds them. */
  setWeights(weights: Weights): void {
    this.session.write(fold(weights, this.layout, this.settings.batchNormEpsilon));
  }

  /** Logits and features of `images` `[n, size, size, 3]` uint8, any n; the last batch is filled up with zeros. */
  predict(images: Uint8Array): Prediction {
    const { batch, imageSize, classes, arch } = this.settings;
    const stride = imageSize * imageSize * 3;
    const n = images.length / stride;
    const logits = new Float32Array(n * classes);
    const features = new Float32Array(n * arch.head);
    for (let at = 0; at < n; at += batch) {
      const count = Math.min(batch, n - at);
      let chunk = images.subarray(at * stride, (at + count) * stride);
      if (count < batch) {
        const filled = new Uint8Array(batch * stride);
        filled.set(chunk);
        chunk = filled;
      }
      const out = this.session.run('predict', { images: chunk });
      logits.set((out.logits as Float32Array).subarray(0, count * classes), at * classes);
      features.set((out.features as Float32Array).subarray(0, count * arch.head), at * arch.head);
    }
    return { logits, features };
  }

  close(): void {
    this.session.close();
  }
}

function buildInference(settings: PredictorSettings, layout: Layout): Program {
  const program = new Program();
  const values = new Map<string, Tensor>();
  for (const { name, shape } of foldedParametersOf(layout)) {
    values.set(name, program.variable(name, tf.zeros(shape), false).value as Tensor);
  }
  const layers = foldedLayers((name) => values.get(name) as Tensor, settings.mean, settings.std);
  const { batch, imageSize } = settings;
  return program.define(
    'predict',
    { images: { shape: [batch, imageSize, imageSize, 3], dtype: 'uint8' } },
    ({ images }) => {
      return { ...network(images, layers, layout) };
    },
  );
}
