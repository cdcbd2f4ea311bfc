import { accuracy, meanLoss } from '../core/metrics';
import { softmax } from '../core/selection';
import type { PixelCache } from '../data/pixel-cache';
import { Predictor } from '../engine/inference/predictor';
import type { Weights } from '../engine/models/folded-layers';
import type { LabelledImages, ModelSpec } from './messages';
import { networkOf } from './network-of';
import { rowsOf } from './rows';

/** A predictor for a model, of `weights` where they stay; `batch` images a step at most. */
export function predictorOf(model: ModelSpec, batch: number, weights?: Weights): Predictor {
  return new Predictor({ ...model, batch, arch: networkOf(model) }, weights);
}

/** The clean look at the validation images between training steps. */
export class Validator {
  private readonly predictor: Predictor;
  private readonly images: Uint8Array;

  constructor(
    private readonly model: ModelSpec,
    private readonly validation: LabelledImages,
    cache: PixelCache,
    batch: number,
  ) {
    const rows = rowsOf(cache, validation.hashes);
    this.images = cache.read(rows);
    this.predictor = predictorOf(model, Math.min(batch, rows.length));
  }

  measure(weights: Weights): { loss: number; accuracy: number } {
    this.predictor.setWeights(weights);
    const { logits } = this.predictor.predict(this.images);
    const { classes } = this.model;
    const predicted = Int32Array.from(this.validation.labels, (_, i) => argMax(logits, i * classes, classes));
    const { labels } = this.validation;
    return {
      loss: meanLoss(softmax(logits, classes), classes, labels),
      accuracy: accuracy(predicted, labels),
    };
  }

  close(): void {
    this.predictor.close();
  }
}

function argMax(values: Float32Array, from: number, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++) if (values[from + c] > values[from + best]) best = c;
  return best;
}
