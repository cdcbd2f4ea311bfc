import { type Layout, layoutOf } from '../../core/network/layers';
import { softmaxCrossEntropy, weightedSum } from '../graph/ops';
import { Program } from '../graph/program';
import type { Session } from '../graph/session';
import { fold, type Weights } from '../models/folded-layers';
import { gradientLayers } from '../models/gradient-layers';
import { network } from '../models/network';
import { binding, type Tensor, tf } from '../runtime';
import { foldedValues, isFrozen, type PredictorSettings, shownAtOnce } from './predictor';

/**
 * A gradient with respect to the images takes about twice the multiplications of the prediction that comes before it, so both take three
 * times as many.
 */
const timesPrediction = 3;

/** How many of `batch` images a network processes at a time when it computes gradients. */
export function gradientsAtOnce(layout: Layout, imageSize: number, batch: number): number {
  const shown = shownAtOnce(layout, imageSize, batch);
  return binding.isUsingGpuDevice() ? shown : Math.max(1, Math.floor(shown / timesPrediction));
}

/**
 * A network without noise and with batch normalisation folded, like a `Predictor`, that also computes how the loss changes with each pixel.
 * Pixels are float32, 0 to 255.
 */
export class InputGradient {
  readonly #session: Session;
  readonly #atOnce: number;

  /** `weights` as the trainer returns them; they cannot be changed later. */
  constructor(
    readonly settings: PredictorSettings,
    weights: Weights,
  ) {
    const layout = layoutOf(settings.arch, settings.classes);
    this.#atOnce = gradientsAtOnce(layout, settings.imageSize, settings.batch);
    const folded = fold(weights, layout, settings.batchNormEpsilon);
    this.#session = buildInputGradient(settings, layout, isFrozen(folded) ? folded : undefined).compile();
    if (!isFrozen(folded)) this.#session.write(folded);
  }

  /**
   * The gradient of each image's cross entropy at its class with respect to its pixels, `[n, size, size, 3]`, for `pixels` of that shape
   * and `classIndex` `[n]`. It is 0 if the probability of that class rounds to 1 in float32 (logits some 90 apart).
   */
  gradient(pixels: Float32Array, classIndex: Int32Array): Float32Array {
    const { classes } = this.settings;
    const gradient = new Float32Array(pixels.length);
    this.#eachPart(pixels, (part, from, count) => {
      const targets = new Float32Array(count * classes);
      for (let i = 0; i < count; i++) targets[i * classes + classIndex[from + i]] = 1;
      const out = this.#session.run('gradient', { images: part, targets });
      gradient.set(out.gradient as Float32Array, from * this.#stride);
    });
    return gradient;
  }

  /** Logits `[n, classes]` of `pixels` `[n, size, size, 3]`, which need not be whole numbers. */
  logits(pixels: Float32Array): Float32Array {
    const { classes } = this.settings;
    const logits = new Float32Array((pixels.length / this.#stride) * classes);
    this.#eachPart(pixels, (images, from) => {
      logits.set(this.#session.run('logits', { images }).logits as Float32Array, from * classes);
    });
    return logits;
  }

  close(): void {
    this.#session.close();
  }

  get #stride(): number {
    return this.settings.imageSize ** 2 * 3;
  }

  #eachPart(pixels: Float32Array, show: (images: Float32Array, from: number, count: number) => void): void {
    const stride = this.#stride;
    const n = pixels.length / stride;
    for (let from = 0; from < n; from += this.#atOnce) {
      const count = Math.min(this.#atOnce, n - from);
      show(pixels.subarray(from * stride, (from + count) * stride), from, count);
    }
  }
}

/** The graph with `frozen` folded weights as constants, or with variables in their place. */
export function buildInputGradient(
  settings: Omit<PredictorSettings, 'batch'>,
  layout: Layout,
  frozen?: Weights,
  program = new Program(),
): Program {
  const { imageSize, classes, mean, std } = settings;
  const values = foldedValues(program, layout, frozen);
  const layers = gradientLayers((name) => values.get(name) as Tensor, mean, std);
  const images = { shape: [-1, imageSize, imageSize, 3], dtype: 'float32' } as const;
  const targets = { shape: [-1, classes], dtype: 'float32' } as const;
  program.define('logits', { images }, (inputs) => ({
    logits: network(inputs.images, layers, layout).logits,
  }));
  program.define('gradient', { images, targets }, (inputs) => {
    // Each row of targets sums to 1, so this makes ones for an open number of rows. With them the loss is the sum over all images, whose
    // gradient has the gradient of each image's own loss in that image's rows.
    const ones = tf.sum(inputs.targets, 1);
    const loss = (shown: Tensor) =>
      weightedSum(softmaxCrossEntropy(network(shown, layers, layout).logits, inputs.targets), ones);
    return { gradient: tf.grad(loss as never)(inputs.images) };
  });
  if (frozen) tf.dispose([...values.values()]);
  return program;
}
