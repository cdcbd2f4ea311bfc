import { type StudioError, studioError } from '../../core/errors';
import { layoutOf } from '../../core/network/layers';
import { isEncoder, type ModelSpec, type NetworkSpec } from '../../core/network/model-spec';
import { probeBytes } from '../../core/probe/linear-probe';
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
import type { Precision } from '../../engine/training/settings';
import { isAveraged } from '../../engine/training/state';
import { freeMemory, residentBytes } from '../../files/memory/free-memory';
import type { Free, Room } from '../job/hooks';
import type { TrainSpec } from '../job/messages';
import { featuresOf } from '../model/model';
import { networkOf } from '../model/network-of';
import { settingsOf } from '../model/train-settings';

/** Where the engine computes: in the machine's memory or in a GPU's. */
export interface Computer {
  readonly kind: 'cpu' | 'gpu';
  readonly memoryBytes: number;
  /** GPU memory that was free when the process began; null if the driver does not report it. */
  readonly freeBytes: number | null;
}

/**
 * Free GPU memory that TensorFlow does not take: the driver's share by `MinSystemMemory` in its gpu_device.cc
 * (1.5 GiB, less on a small GPU), and some 0.5 GiB for CUDA itself.
 */
const leftOnGpu = (free: number) => (free < 2 ** 31 ? 225 * 2 ** 20 : 2 ** 31);

/**
 * Bytes that a job may use. `loaded` is the memory of the process when it was ready: what it took since then is in TensorFlow's pools and
 * can be used by the next job. For a GPU, the room is what was free at the start, which TensorFlow takes as it needs it; if the driver
 * reports nothing, there is no limit.
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

/** How many images, at most `most`, a model gets at a time. Throws `memory-short` if even one does not fit. */
export function inferenceBatch(model: ModelSpec, most: number, room: Room): number {
  if (isEncoder(model)) return batchIn(model.encoder.memory, model, Math.min(most, encodedAtOnce), room);
  const { atOnce, need } = predictionsOf(layout(model), model.imageSize, most);
  return batchIn(need, model, atOnce, room);
}

/** The same for gradients with respect to the images. */
export function attackBatch(model: NetworkSpec, most: number, room: Room): number {
  const asked = gradientsAtOnce(layout(model), model.imageSize, most);
  return batchIn(inputGradientNeed(layout(model), model.imageSize), model, asked, room);
}

/** The same for predictions that TensorFlow makes: with weights that change, in the validation of a training, and with noise. */
export function tensorFlowBatch(model: NetworkSpec, most: number, room: Room): number {
  const asked = shownAtOnce(layout(model), model.imageSize, most);
  return batchIn(inferenceNeed(layout(model), model.imageSize), model, asked, room);
}

/**
 * Takes the memory of a linear probe, which is fitted by the processor wherever the network computes. Throws `probe-memory`, since a fit that
 * fills the memory ends the process.
 */
export function roomForProbe(
  asked: Parameters<typeof probeBytes>[0],
  room: Room,
  main: () => number = freeMemory,
): void {
  const bytes = probeBytes(asked);
  room.take(({ others }) => {
    const free = main();
    if (bytes <= free * usableShare) return { chosen: undefined, bytes };
    throw studioError('probe-memory', {
      ...{ classes: asked.classes, features: asked.width },
      ...{ needed: bytesText(bytes / usableShare), free: bytesText(free), others: othersText(others) },
    });
  });
}

/**
 * Bytes that the out-of-domain scores take for each class and feature: a mean of the class in two fits (8 each), in each of their functions
 * as numbers and as a constant (4 each), and while those are made.
 */
const bytesOfMean = 40;

/** The bytes that fitted out-of-domain scores take beside a model, which grow with its classes. */
export const scoreBytes = (model: ModelSpec): number => bytesOfMean * model.classes * featuresOf(model);

/** What determines the room for a training's batch. */
export interface TrainingRoom {
  /** Images that may be in memory at a time. */
  readonly most: number;
  /** Images at a time with which the training began, if it did: their number should stay. */
  readonly began?: number;
  readonly validates: boolean;
  /** Batches that are prepared ahead. */
  readonly ahead: number;
  /** float32 by default. */
  readonly precision?: Precision;
  /**
   * Uses gradient checkpointing only if the recipe asks for it: a trial should not take the slow way that a training takes when memory is
   * short.
   */
  readonly asAsked?: boolean;
}

/** How a joint batch is processed. */
export interface FittedBatch {
  /** Images in memory at a time. */
  readonly atOnce: number;
  /** Whether gradient checkpointing is used. */
  readonly recompute: boolean;
  /** The bytes that a step takes. */
  readonly bytes: number;
  /** The bytes that are left for evaluating validation images. */
  readonly left: number;
}

/**
 * How a joint batch of `batch` images is processed: whole if it fits, otherwise in the largest parts of equal size that do. If parts of
 * `leastPart` images, or parts of the size with which the training began, do not fit, gradient checkpointing makes room. Throws
 * `memory-short`, `batch-too-large`.
 */
export function trainingBatch(spec: TrainSpec, batch: number, limits: TrainingRoom, room: Room): FittedBatch {
  return room.take((open) => {
    const chosen = fitInto(spec, batch, limits, open);
    return { chosen, bytes: chosen.bytes };
  });
}

function fitInto(
  spec: TrainSpec,
  batch: number,
  { most, began, validates, ahead, precision = 'float32', asAsked = false }: TrainingRoom,
  open: Free,
): FittedBatch {
  const { free } = open;
  const { model, training } = spec;
  const averages = isAveraged(settingsOf(spec)) ? 1 : 0;
  // With a scaled loss the gradient is summed up even if the batch is whole.
  const sums = precision === 'float16' ? 1 : 0;
  const copies = 1 + slotNames[training.optimizer].length + averages + sums;
  const needWith = (recompute: boolean) =>
    trainingNeed(layout(model), model.imageSize, copies, { recompute, width: widthOf[precision] });
  const beside = validates ? bytesOf(inferenceNeed(layout(model), model.imageSize), 1) : 0;
  const made = batch * ((ahead + 1) * bytesOfImage(model) + bytesOfTarget(model));
  const besides = (need: MemoryNeed) => ({ ...need, fixed: need.fixed + made + beside });
  const asked = Math.min(batch, most);
  const least = Math.min(asked, leastPart);
  const fitsWith = (recompute: boolean) => largestBatch(besides(needWith(recompute)), free, asked);
  const [kept, again] = [fitsWith(false), fitsWith(true)];
  // A training begun by an older version lacks this setting.
  const isAsked = training.gradientCheckpointing ?? false;
  const isNeeded = kept < least || (began !== undefined && kept < asked && again === asked);
  const recompute = isAsked || (isNeeded && !asAsked);
  const need = needWith(recompute);
  const fits = recompute ? again : kept;
  if (fits < least) {
    // The whole batch is made before it is computed in parts, and may be what takes most.
    const isBatch = made > bytesOf(need, least) + beside;
    throw isBatch ? batchTooLarge(made, model, batch, free) : memoryShort(besides(need), model, least, open);
  }
  const atOnce = Math.ceil(batch / Math.ceil(batch / fits));
  const bytes = bytesOf(need, atOnce) + made;
  return { atOnce, recompute, bytes, left: free - bytes / usableShare };
}

/** The bytes of each number that is kept for the gradient. */
const widthOf = { float32: 4, bfloat16: 2, float16: 2 } as const satisfies Record<Precision, number>;

/** How many batches are prepared ahead: 4, or fewer if they are large. */
export function batchesAhead(model: ModelSpec, batch: number): number {
  const bytes = 2 ** 28;
  return Math.max(1, Math.min(4, Math.floor(bytes / (batch * bytesOfImage(model)))));
}

const bytesOfImage = ({ imageSize }: ModelSpec) => 3 * imageSize ** 2;
/** The distribution that an image is to learn: with small images and thousands of classes they are most of a batch. */
const bytesOfTarget = ({ classes }: ModelSpec) => Float32Array.BYTES_PER_ELEMENT * classes;
const layout = (model: NetworkSpec) => layoutOf(networkOf(model), model.classes);

function batchIn(need: MemoryNeed, model: ModelSpec, most: number, room: Room): number {
  return room.take((open) => {
    const batch = largestBatch(need, open.free, most);
    if (batch < 1) throw memoryShort(need, model, 1, open);
    return { chosen: batch, bytes: bytesOf(need, batch) };
  });
}

function memoryShort(need: MemoryNeed, model: ModelSpec, batch: number, { free, others }: Free): StudioError {
  return studioError('memory-short', {
    model: model.arch,
    size: model.imageSize,
    batch,
    needed: bytesText(bytesOf(need, batch) / usableShare),
    free: bytesText(free),
    others: othersText(others),
  });
}

function batchTooLarge(made: number, { imageSize }: ModelSpec, batch: number, free: number): StudioError {
  return studioError('batch-too-large', {
    ...{ batch, size: imageSize },
    ...{ needed: bytesText(made / usableShare), free: bytesText(free) },
  });
}

/** A person who sees that memory is free should know why it is not. */
const othersText = (bytes: number) =>
  bytes === 0
    ? ''
    : {
        en: ` Other work of Noisy Studio takes ${bytesText(bytes)} until it ends.`,
        ko: ` 다른 Noisy Studio 작업이 끝날 때까지 ${bytesText(bytes)}을(를) 씁니다.`,
      };
