import type { Failure } from '../core/errors';
import type { PicturePair } from '../core/near-copies/same-picture';
import type { Slice } from './batch-slice';
import type { CorruptionSlice } from './corruption-maker';
import type { Rgba } from './heic-decode';

/** To an augmentation thread: make these rows at `offset` in the batch's shared memory. */
export interface SliceTask extends Slice {
  readonly step: number;
  readonly pixels: SharedArrayBuffer;
  readonly offset: number;
  /** One shared counter: slices of the batch that are not made yet. */
  readonly pending: Int32Array;
}

/** The thread's answer after each task; with an error the slice does not count as made. */
export interface SliceReport {
  readonly step: number;
  error?: string;
}

/** A HEIC file to be decoded. */
export interface HeicTask {
  readonly bytes: Uint8Array;
  readonly maxPixels: number;
}

export type HeicAnswer = { readonly picture: Rgba } | { readonly failure: Failure };

/** To a corruption thread: make these images at `offset` in the batch's shared memory. */
export interface CorruptionTask extends CorruptionSlice {
  readonly id: number;
  readonly pixels: SharedArrayBuffer;
  readonly offset: number;
}

/** The thread's answer after each task; with an error the slice was not made. */
export interface CorruptionReport {
  readonly id: number;
  error?: string;
}

/** To a comparing thread: pairs of small pictures. A picture that stands in several pairs is sent once. */
export interface ComparisonTask {
  readonly id: number;
  readonly pairs: readonly PicturePair[];
}

/** Whether the pictures of each pair are the same. */
export interface ComparisonAnswer {
  readonly id: number;
  readonly same: readonly boolean[];
}
