import type { CorruptionSlice } from './corruption-maker';

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
