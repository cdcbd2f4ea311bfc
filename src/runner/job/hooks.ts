import type { CurvePoint } from '../../core/stored/runs';
import type { Note } from '../../core/words/notes';
import type { Progress } from './messages';

/** Memory of which a job takes a part. */
export interface Room {
  /** Lets `choose` take as much of the free bytes as it needs, and keeps that from other processes until the job ends. */
  take<T>(choose: (free: Free) => Taken<T>): T;
}

/** What a job may take, in bytes. */
export interface Free {
  readonly free: number;
  /** What other work of this program holds until it ends. */
  readonly others: number;
}

/** What was chosen by the free memory, and the bytes that it will take. */
export interface Taken<T> {
  readonly chosen: T;
  readonly bytes: number;
}

/** Callbacks by which a job reports while it works, and the signal that ends it. */
export interface Hooks {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  point(point: CurvePoint): void;
  checkpoint(step: number): void;
  /** Reports something that a person should know. */
  note(note: Note): void;
  /** The memory that the job may take. */
  readonly room: Room;
  /** Reports how many of the job's images are in memory at a time. */
  fitted(atOnce: number): void;
}
