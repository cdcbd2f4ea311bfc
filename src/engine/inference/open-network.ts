import { type Layout, layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { inferenceNeed, type MemoryNeed, onnxNeed, weightBytes } from '../../core/workload/memory';
import type { Weights } from '../models/folded-layers';
import { binding } from '../runtime';
import { OnnxPredictor, onnxAtOnce } from './onnx-predictor';
import { largestFrozen, Predictor, type PredictorSettings, shownAtOnce } from './predictor';

/** A network for predictions. */
export interface OpenNetwork {
  readonly predictor: Predictor | OnnxPredictor;
  /** The error of onnxruntime if it should run the network but does not run on this machine. */
  readonly failure: unknown;
}

/** Whether onnxruntime computes the predictions of a network on this machine. */
export const predictionsAreByOnnx = (layout: Layout) =>
  !binding.isUsingGpuDevice() && weightBytes(layout) <= largestFrozen;

/** How many of `batch` images a network processes at a time, and the memory that its predictions take. */
export function predictionsOf(
  layout: Layout,
  imageSize: number,
  batch: number,
): { readonly atOnce: number; readonly need: MemoryNeed } {
  return predictionsAreByOnnx(layout)
    ? { atOnce: onnxAtOnce(layout, imageSize, batch), need: onnxNeed(layout, imageSize) }
    : { atOnce: shownAtOnce(layout, imageSize, batch), need: inferenceNeed(layout, imageSize) };
}

/**
 * Opens a network for predictions with weights that stay: on a GPU by TensorFlow, on a processor by
 * onnxruntime, which is faster there. TensorFlow also takes networks of more than half a gigabyte, of which
 * onnxruntime would hold several copies, and every network if onnxruntime cannot be loaded. Without weights
 * (when only speed matters) initial ones are drawn. `alone` is that of `openOnnx`.
 */
export async function openNetwork(
  settings: PredictorSettings,
  weights?: Weights,
  options: { readonly alone?: boolean } = {},
): Promise<OpenNetwork> {
  const byTensorFlow = (failure: unknown = null) => ({
    predictor: new Predictor(settings, weights),
    failure,
  });
  const layout = layoutOf(settings.arch, settings.classes);
  if (!predictionsAreByOnnx(layout)) return byTensorFlow();
  const drawn = () => new Map(parametersOf(layout).map((spec, i) => [spec.name, initialValue(spec, i, 0)]));
  const its = weights ?? drawn();
  try {
    return { predictor: await OnnxPredictor.open(settings, its, options), failure: null };
  } catch (error) {
    return byTensorFlow(error);
  }
}
