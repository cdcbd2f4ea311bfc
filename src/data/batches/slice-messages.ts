import type { Slice } from './batch-slice';

/** To an augmentation thread: make these rows at `offset` in the batch's shared memory. */
export interface SliceTask extends Slice {
  readonly step: number;
  readonly pixels: SharedArrayBuffer;
  readonly offset: number;
  /** One shared counter: how many slices of the batch are not made yet. */
  readonly pending: Int32Array;
}

/** The thread's answer after each task; with an error the slice does not count as made. */
export interface SliceReport {
  readonly step: number;
  error?: string;
}
