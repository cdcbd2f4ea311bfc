import { layerCosts, multipliesOf, partCosts } from '../network/cost';
import type { Layout } from '../network/layers';
import { parametersOf, sizeOf } from '../network/parameters';

/** Bytes that work takes beyond the loaded TensorFlow library: `fixed` for any batch and `perImage` for each image of it. */
export interface MemoryNeed {
  readonly fixed: number;
  readonly perImage: number;
}

const mebibyte = 2 ** 20;

/**
 * Fitted to the peaks of processes that trained or predicted on two cores of a CPU, plus a tenth (`runner/memory/memory-estimate.test.ts`
 * measures some of them): sessions and buffers of any network, copies of a weight while its graph is made, activations of the one image
 * that is traced, and of each image in a run.
 */
const training = { session: 120 * mebibyte, perWeight: 3.4, traced: 3.8, run: 2.05 };
const inference = { session: 220 * mebibyte, perWeight: 17, traced: 1, run: 2.1 };
/** The same for gradients with respect to the images, for which normalisation is folded. */
const inputGradient = { session: 70 * mebibyte, perWeight: 19, traced: 4.6, run: 0.82 };
/** The same for onnxruntime, which traces nothing. */
const onnx = { session: 115 * mebibyte, perWeight: 5, run: 2.5 };
/** Bytes of a number that is kept for the gradient, and of a pixel: as a byte, as a float, and as scaled by the first layer. */
const [float, pixel] = [4, 9] as const;
/** Bytes of a pixel that is attacked: the original, the changed one, and its gradient, in arrays and in tensors. */
const attackedPixel = 25;

/** How a training keeps what its gradient needs. */
export interface Keeping {
  /** With gradient checkpointing the results of the network's parts are kept, and all of one part at a time. */
  readonly recompute?: boolean;
  /** Bytes of a number that is kept: 4, or 2 in mixed precision. */
  readonly width?: 4 | 2;
}

/** The memory of a training that keeps `copies` of each weight: itself, the optimizer's slots, the average. */
export function trainingNeed(
  layout: Layout,
  imageSize: number,
  copies: number,
  { recompute = false, width = float }: Keeping = {},
): MemoryNeed {
  const parts = partCosts(layout, imageSize);
  const keptIn = parts.map((layers) => sum(layers.map(({ kept }) => kept)));
  const results = parts.map((layers) => layers[layers.length - 1].outputs);
  const kept = recompute ? sum(results) + Math.max(...keptIn) : sum(keptIn);
  return {
    fixed:
      training.session +
      training.perWeight * copies * weightBytes(layout) +
      // The trace runs in float32, and keeps everything.
      training.traced * float * sum(keptIn),
    perImage: training.run * width * kept + pixel * 3 * imageSize ** 2,
  };
}

/** The memory of predictions by TensorFlow: two neighbouring layers, and what a kernel rearranges between them. */
export function inferenceNeed(layout: Layout, imageSize: number): MemoryNeed {
  const kept = float * sum(layerCosts(layout, imageSize).map((layer) => layer.kept));
  return {
    fixed: inference.session + inference.perWeight * weightBytes(layout) + inference.traced * kept,
    perImage: inference.run * largestPair(layout, imageSize) + pixel * 3 * imageSize ** 2,
  };
}

/** The memory of predictions by onnxruntime. */
export function onnxNeed(layout: Layout, imageSize: number): MemoryNeed {
  return {
    fixed: onnx.session + onnx.perWeight * weightBytes(layout),
    perImage: onnx.run * largestPair(layout, imageSize) + pixel * 3 * imageSize ** 2,
  };
}

/** The memory of gradients with respect to the images. */
export function inputGradientNeed(layout: Layout, imageSize: number): MemoryNeed {
  const kept = float * sum(layerCosts(layout, imageSize).map((layer) => layer.kept));
  return {
    fixed:
      inputGradient.session + inputGradient.perWeight * weightBytes(layout) + inputGradient.traced * kept,
    perImage: inputGradient.run * kept + attackedPixel * 3 * imageSize ** 2,
  };
}

/** The most bytes of two neighbouring layers' outputs for one image. */
function largestPair(layout: Layout, imageSize: number): number {
  const costs = layerCosts(layout, imageSize);
  return float * Math.max(...costs.map(({ outputs }, i) => outputs + (costs[i - 1]?.outputs ?? 0)));
}

/** Multiplications for each core in a part of a batch: some 0.1 s of work, beside which the fixed cost of a run is negligible. */
const multipliesInPart = 3e9;

/**
 * How many images of an inference batch a processor computes at a time. More are no faster (`npm run bench -- memory` compares the speed of
 * parts with that of whole batches) and take memory in proportion.
 */
export function inferencePart(layout: Layout, imageSize: number, cores: number): number {
  return Math.max(1, Math.ceil((cores * multipliesInPart) / multipliesOf(layout, imageSize)));
}

/** The bytes of a batch. */
export function bytesOf({ fixed, perImage }: MemoryNeed, batch: number): number {
  return fixed + perImage * batch;
}

/**
 * The share of the free memory that work may use: the rest is for other programs and for errors of the
 * estimate.
 */
export const usableShare = 0.9;

/** The fewest images in a part of a training's batch: batch statistics of fewer are too noisy. */
export const leastPart = 8;

/** The largest batch up to `most` that `free` bytes hold; 0 if they hold none. */
export function largestBatch(need: MemoryNeed, free: number, most: number): number {
  const fits = Math.floor((free * usableShare - need.fixed) / need.perImage);
  return Math.max(0, Math.min(most, fits));
}

export function weightBytes(layout: Layout): number {
  return float * sum(parametersOf(layout).map(sizeOf));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
