import { messageOf, type StudioError, studioError } from '../core/errors';
import type { PairMix } from '../core/noise/mix';
import type { InputNoise } from '../core/recipe';
import type { CacheKey } from './pixel-rows';

export interface BatchPlan {
  /** Rows of the pixel cache that make the joint batch, `[batch]`. */
  readonly rows: Int32Array;
  /** A noise seed for each row, `[batch]`. */
  readonly seeds: Uint32Array;
  /** Which noise of `BatchLoaderOptions.noises` each row gets, `[batch]`; the first one where left out. */
  readonly views?: Uint8Array;
  /** Neighbours that are mixed when they are made. */
  readonly mixes?: readonly PairMix[];
}

export interface BatchLoaderOptions {
  readonly cacheFolder: string;
  /** The cache that rows are read from: `side` is at least `imageSize`, and `imageSize` where it is left out. */
  readonly pixels?: CacheKey;
  /** Side of the images that are made. */
  readonly imageSize: number;
  /** What makes each view of an image; null leaves it clean. */
  readonly noises: readonly (InputNoise | null)[];
  /** Augmentation threads; 0 makes each batch in `next()` itself. */
  readonly workers: number;
  /** Batches made before they are asked for; 4 unless told. */
  readonly ahead?: number;
  readonly firstStep: number;
  /** Exclusive. */
  readonly lastStep: number;
  /** Called once for each step, in order, up to `ahead` steps early. */
  plan(step: number): BatchPlan;
  /** The built augment-worker; left out, the one beside the caller's own build. */
  readonly workerEntry?: URL;
}

/** Makes the images of one step after the other. */
export interface BatchSource {
  /** `[batch, size, size, 3]` of `step`, valid until the next call. Rejects with `batch-failed`. */
  take(step: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The error of a step whose batch could not be made. */
export function batchFailed(step: number, cause: unknown): StudioError {
  return studioError('batch-failed', { step: String(step), reason: messageOf(cause) }, { cause });
}
