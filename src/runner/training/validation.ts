import { ConfusionCounts, type CountMetricName, type Figure, figuresOf, meanLoss } from '../../core/metrics';
import type { NetworkSpec } from '../../core/network/model-spec';
import { softmax } from '../../core/selection';
import type { PixelCache } from '../../data/cache/pixel-cache';
import { Predictor } from '../../engine/inference/predictor';
import type { Weights } from '../../engine/models/folded-layers';
import type { LabelledImages } from '../job/messages';
import { networkOf } from '../model/network-of';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';

/** The metrics of the present weights on the validation images. */
export interface Validation {
  readonly loss: number;
  readonly figures: Record<CountMetricName, Figure>;
}

/** Evaluates the validation images without noise between training steps; one batch is in memory at a time. */
export class Validator {
  readonly #predictor: Predictor;
  readonly #cache: PixelCache;
  readonly #rows: Int32Array;

  constructor(
    cacheFolder: string,
    private readonly model: NetworkSpec,
    private readonly validation: LabelledImages,
    batch: number,
  ) {
    this.#cache = cleanPixels(cacheFolder, model);
    this.#rows = rowsOf(this.#cache, validation.hashes);
    const most = Math.min(batch, this.#rows.length);
    this.#predictor = new Predictor({ ...model, batch: most, arch: networkOf(model) });
  }

  measure(weights: Weights): Validation {
    this.#predictor.setWeights(weights);
    const { classes } = this.model;
    const { labels } = this.validation;
    const { batch } = this.#predictor.settings;
    const predicted = new Int32Array(labels.length);
    let loss = 0;
    for (let from = 0; from < labels.length; from += batch) {
      const part = labels.subarray(from, from + batch);
      const { logits } = this.#predictor.predict(this.#cache.read(this.#rows.subarray(from, from + batch)));
      const said = softmax(logits, classes);
      loss += meanLoss(Float32Array.from(part, (c, i) => said[i * classes + c])) * part.length;
      for (let i = 0; i < part.length; i++) predicted[from + i] = argMax(logits, i * classes, classes);
    }
    return {
      loss: loss / labels.length,
      figures: figuresOf(ConfusionCounts.of(predicted, labels, classes)),
    };
  }

  close(): void {
    this.#predictor.close();
    this.#cache.close();
  }
}

function argMax(values: Float32Array, from: number, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++) if (values[from + c] > values[from + best]) best = c;
  return best;
}
