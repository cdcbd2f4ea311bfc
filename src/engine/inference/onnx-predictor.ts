import { availableParallelism } from 'node:os';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Layout, layoutOf } from '../../core/network/layers';
import { inferencePart } from '../../core/workload/memory';
import { onnxGraph } from '../export/onnx/onnx';
import { bytesOf } from '../export/onnx/wire';
import type { Weights } from '../models/folded-layers';
import { loadOnnxRuntime, openOnnx } from './onnx-session';
import type { Prediction, PredictorSettings } from './predictor';

/** onnxruntime does not accept memory that threads share, and corrupted images are made in such memory. */
const owned = (pixels: Uint8Array): Uint8Array =>
  pixels.buffer instanceof SharedArrayBuffer ? pixels.slice() : pixels;

/**
 * onnxruntime is fastest with a third as many images as keep TensorFlow busy, because their values stay in the
 * processor's cache (measured for B0, Lite0 and the small network at 28 to 224 pixels).
 */
const cacheParts = 3;

/** How many of `batch` images onnxruntime processes at a time. */
export function onnxAtOnce(layout: Layout, imageSize: number, batch: number): number {
  const part = inferencePart(layout, imageSize, availableParallelism());
  return Math.min(batch, Math.ceil(part / cacheParts));
}

/**
 * A network without noise on the processor, computed by onnxruntime: faster there than TensorFlow
 * (bench/RESULTS.md), with logits equal to 1e-4. Its graph is that of the ONNX export.
 */
export class OnnxPredictor {
  private constructor(
    private readonly settings: PredictorSettings,
    /** The most images in one call. */
    private readonly atOnce: number,
    private readonly session: InferenceSession,
    private readonly tensor: typeof Tensor,
  ) {}

  /** Rejects with onnxruntime's error if it cannot be loaded on this machine or runs out of memory. */
  static async open(
    settings: PredictorSettings,
    weights: Weights,
    { alone = false } = {},
  ): Promise<OnnxPredictor> {
    const { Tensor } = await loadOnnxRuntime();
    const read = (name: string) => weights.get(name) as Float32Array;
    const graph = onnxGraph({ ...settings, read }).model({ name: 'Noisy Studio', version: '' }, {});
    const session = await openOnnx(Buffer.concat([...bytesOf(graph)], graph.length), { alone });
    const { arch, classes, imageSize, batch } = settings;
    const atOnce = onnxAtOnce(layoutOf(arch, classes), imageSize, batch);
    return new OnnxPredictor(settings, atOnce, session, Tensor);
  }

  /** Logits and features of `images` `[n, size, size, 3]` uint8, any n. */
  async predict(images: Uint8Array): Promise<Prediction> {
    const { atOnce, settings } = this;
    const { imageSize, classes, arch } = settings;
    const stride = imageSize * imageSize * 3;
    const n = images.length / stride;
    const logits = new Float32Array(n * classes);
    const features = new Float32Array(n * arch.head);
    for (let at = 0; at < n; at += atOnce) {
      const part = owned(images.subarray(at * stride, Math.min(n, at + atOnce) * stride));
      const shape = [part.length / stride, imageSize, imageSize, 3];
      const given = await this.session.run({ images: new this.tensor('uint8', part, shape) }, [
        'logits',
        'features',
      ]);
      logits.set(given.logits.data as Float32Array, at * classes);
      features.set(given.features.data as Float32Array, at * arch.head);
      for (const tensor of Object.values(given)) tensor.dispose();
    }
    return { logits, features };
  }

  close(): Promise<void> {
    return this.session.release();
  }
}
