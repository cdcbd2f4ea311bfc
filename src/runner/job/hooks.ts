import type { CurvePoint } from '../../core/stored/runs';
import type { Note } from '../../core/words/notes';
import type { Progress } from './messages';

/** Callbacks by which a job reports while it works, and the signal that ends it. */
export interface Hooks {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  point(point: CurvePoint): void;
  checkpoint(step: number): void;
  /** Reports something that a person should know. */
  note(note: Note): void;
  /** Bytes that the job may take. */
  room(): number;
  /** Reports how many of the job's images are in memory at a time. */
  fitted(atOnce: number): void;
}
