import { studioError } from '../../core/errors';
import { layoutOf } from '../../core/network/layers';
import { isEncoder, type ModelSpec, type NetworkSpec } from '../../core/network/model-spec';
import { bytesText } from '../../core/words/bytes';
import {
  bytesOf,
  inferenceNeed,
  inputGradientNeed,
  largestBatch,
  leastPart,
  type MemoryNeed,
  trainingNeed,
  usableShare,
} from '../../core/workload/memory';
import { slotNames } from '../../core/workload/optimizer-slots';
import { gradientsAtOnce } from '../../engine/inference/input-gradient';
import { predictionsOf } from '../../engine/inference/open-network';
import { shownAtOnce } from '../../engine/inference/predictor';
import { isAveraged } from '../../engine/training/state';
import type { TrainSpec } from '../job/messages';
import { networkOf } from '../model/network-of';
import { settingsOf } from '../model/train-settings';
import { freeMemory, residentBytes } from './free-memory';

/** Where the engine computes: in the machine's memory or in a GPU's. */
export interface Computer {
  readonly kind: 'cpu' | 'gpu';
  readonly memoryBytes: number;
  /** GPU memory that was free when the process began; null where the driver does not report it. */
  readonly freeBytes: number | null;
}

/**
 * Free GPU memory that TensorFlow does not take: the driver's share by `MinSystemMemory` in its gpu_device.cc
 * (1.5 GiB, less on a small GPU), and some 0.5 GiB for CUDA itself.
 */
const leftOnGpu = (free: number) => (free < 2 ** 31 ? 225 * 2 ** 20 : 2 ** 31);

/**
 * Bytes that a job may use. `loaded` is the memory of the process when it was ready: what it took since then
 * is in TensorFlow's pools and can be used by the next job. Of a GPU it is what was free at the start, which TensorFlow
 * takes as it needs it; where the driver reports nothing there is no limit.
 */
export function roomOf(computer: Computer, loaded: number): number {
  if (computer.kind === 'gpu') {
    const free = computer.freeBytes ?? (computer.memoryBytes || Number.POSITIVE_INFINITY);
    return Math.max(0, free - leftOnGpu(free));
  }
  const pools = Math.max(0, (residentBytes('self') ?? loaded) - loaded);
  return freeMemory() + pools;
}

/**
 * As many images at a time as keep a processor busy with an encoder; more are no faster and take
 * proportionally more memory.
 */
const encodedAtOnce = 8;

/**
 * How many images, at most `most`, a model gets at a time. Throws `memory-short` where even one does not fit.
 */
export function inferenceBatch(model: ModelSpec, most: number, room: number): number {
  if (isEncoder(model)) return batchIn(model.encoder.memory, model, Math.min(most, encodedAtOnce), room);
  const { atOnce, need } = predictionsOf(layout(model), model.imageSize, most);
  return batchIn(need, model, atOnce, room);
}

/** The same of gradients with respect to the images. */
export function attackBatch(model: NetworkSpec, most: number, room: number): number {
  const asked = gradientsAtOnce(layout(model), model.imageSize, most);
  return batchIn(inputGradientNeed(layout(model), model.imageSize), model, asked, room);
}

/** The same where TensorFlow predicts: weights that change, in the validation of a training, and predictions with noise. */
export function tensorFlowBatch(model: NetworkSpec, most: number, room: number): number {
  const asked = shownAtOnce(layout(model), model.imageSize, most);
  return batchIn(inferenceNeed(layout(model), model.imageSize), model, asked, room);
}

/**
 * How many images of a joint batch of `batch` are in memory at a time, at most `most`: all where they fit,
 * else the largest parts of equal size that do. Batches prepared ahead and the validator are included; `left`
 * is the number of bytes for the validator. Throws `memory-short`.
 */
export function trainingBatch(
  spec: TrainSpec,
  batch: number,
  { most, validates, ahead }: { most: number; validates: boolean; ahead: number },
  room: number,
): { atOnce: number; left: number } {
  const { model, training } = spec;
  const copies = 1 + slotNames[training.optimizer].length + (isAveraged(settingsOf(spec)) ? 1 : 0);
  const need = trainingNeed(layout(model), model.imageSize, copies);
  const beside = validates ? bytesOf(inferenceNeed(layout(model), model.imageSize), 1) : 0;
  const made = (ahead + 1) * batch * bytesOfImage(model);
  const whole = { ...need, fixed: need.fixed + made + beside };
  const asked = Math.min(batch, most);
  const fits = batchIn(whole, model, asked, room, Math.min(asked, leastPart));
  const atOnce = Math.ceil(batch / Math.ceil(batch / fits));
  return { atOnce, left: room - (bytesOf(need, atOnce) + made) / usableShare };
}

/** Batches prepared ahead: 4, fewer where they are large. */
export function batchesAhead(model: ModelSpec, batch: number): number {
  const bytes = 2 ** 28;
  return Math.max(1, Math.min(4, Math.floor(bytes / (batch * bytesOfImage(model)))));
}

const bytesOfImage = ({ imageSize }: ModelSpec) => 3 * imageSize ** 2;
const layout = (model: NetworkSpec) => layoutOf(networkOf(model), model.classes);

function batchIn(need: MemoryNeed, model: ModelSpec, most: number, room: number, least = 1): number {
  const batch = largestBatch(need, room, most);
  if (batch >= least) return batch;
  throw studioError('memory-short', {
    model: model.arch,
    size: model.imageSize,
    batch: least,
    needed: bytesText(bytesOf(need, least) / usableShare),
    free: bytesText(room),
  });
}
