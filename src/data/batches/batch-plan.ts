import { messageOf, type StudioError, studioError } from '../../core/errors';
import type { PairMix } from '../../core/noise/mix';
import type { InputNoise } from '../../core/recipe';
import type { CacheKey } from '../cache/pixel-rows';

export interface BatchPlan {
  /** The rows of the pixel cache that make up the joint batch, `[batch]`. */
  readonly rows: Int32Array;
  /** A noise seed for each row, `[batch]`. */
  readonly seeds: Uint32Array;
  /** The index in `BatchLoaderOptions.noises` of each row's noise, `[batch]`; 0 if left out. */
  readonly views?: Uint8Array;
  /** Pairs of adjacent rows that are mixed. */
  readonly mixes?: readonly PairMix[];
}

export interface BatchLoaderOptions {
  readonly cacheFolder: string;
  /** The cache to read from: `side` is at least `imageSize`, which is the default. */
  readonly pixels?: CacheKey;
  /** Side of the images in the batch. */
  readonly imageSize: number;
  /** The noise of each view of an image; null leaves it clean. */
  readonly noises: readonly (InputNoise | null)[];
  /** Augmentation threads; 0 makes each batch within `next()`. */
  readonly workers: number;
  /** Batches made ahead; 4 by default. */
  readonly ahead?: number;
  readonly firstStep: number;
  /** Exclusive. */
  readonly lastStep: number;
  /** Called once for each step, in order, up to `ahead` steps early. */
  plan(step: number): BatchPlan;
  /** The built augment-worker; by default the one beside the caller's own build. */
  readonly workerEntry?: URL;
}

/** Makes the image batches of the steps in order. */
export interface BatchSource {
  /** `[batch, size, size, 3]` of `step`, valid until the next call. Rejects with `batch-failed`. */
  take(step: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The error of a step whose batch could not be made. */
export function batchFailed(step: number, cause: unknown): StudioError {
  const reason = messageOf(cause).replace(/\.$/, '');
  return studioError('batch-failed', { step: String(step), reason }, { cause });
}
