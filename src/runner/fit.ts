import { studioError } from '../core/errors';
import { layoutOf } from '../core/network/layers';
import { isEncoder, type ModelSpec, type NetworkSpec } from '../core/network/model-spec';
import { bytesText } from '../core/words/bytes';
import {
  bytesOf,
  inferenceNeed,
  largestBatch,
  leastPart,
  type MemoryNeed,
  trainingNeed,
  usableShare,
} from '../core/workload/memory';
import { slotNames } from '../core/workload/optimizer-slots';
import { shownAtOnce } from '../engine/inference/predictor';
import { isAveraged } from '../engine/training/state';
import { freeMemory, residentBytes } from './free-memory';
import type { TrainSpec } from './messages';
import { networkOf } from './network-of';
import { settingsOf } from './train-settings';

/** Where the engine computes: on the machine's own memory or on a GPU's. */
export interface Computer {
  readonly kind: 'cpu' | 'gpu';
  readonly memoryBytes: number;
  /** Of a GPU's memory what was free when the process began; null where the driver does not tell. */
  readonly freeBytes: number | null;
}

/**
 * Of a GPU's free memory what TensorFlow does not take: the driver's own share by `MinSystemMemory` of its gpu_device.cc (1.5 GiB, less of
 * a small one), and some 0.5 GiB of CUDA itself.
 */
const leftOnGpu = (free: number) => (free < 2 ** 31 ? 225 * 2 ** 20 : 2 ** 31);

/**
 * Bytes that a job may take. `loaded` is what the process had when it was ready: what it took since, TensorFlow's pools keep for the next
 * job. What was free of a GPU's memory is TensorFlow's alone from its start; what the driver does not tell bounds nothing.
 */
export function roomOf(computer: Computer, loaded: number): number {
  if (computer.kind === 'gpu') {
    const free = computer.freeBytes ?? (computer.memoryBytes || Number.POSITIVE_INFINITY);
    return Math.max(0, free - leftOnGpu(free));
  }
  const pools = Math.max(0, (residentBytes('self') ?? loaded) - loaded);
  return freeMemory() + pools;
}

/** As many images at a time as keep a processor busy with an encoder; more are no faster and take memory in proportion. */
const encodedAtOnce = 8;

/** How many images, `most` at most, are shown to a model at a time. Throws `memory-short` where one is too many. */
export function inferenceBatch(model: ModelSpec, most: number, room: number): number {
  if (isEncoder(model)) return batchIn(model.encoder.memory, model, Math.min(most, encodedAtOnce), room);
  const asked = shownAtOnce(layout(model), model.imageSize, most);
  return batchIn(inferenceNeed(layout(model), model.imageSize), model, asked, room);
}

/**
 * How many images of a joint batch of `batch` are in memory at a time, `most` at most: all where they fit, else as many as parts of
 * equal size leave. The batches made ahead and what looks at the validation images have their place beside it: `left` bytes are the
 * latter's. Throws `memory-short`.
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

/** Batches made ahead of the one in use: 4, fewer where they are large. */
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
