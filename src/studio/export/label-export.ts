import type { Note } from '../../core/words/notes';

export type LabelFormat = 'csv' | 'jsonl' | 'folders';

/** An image that could not be copied, why, and the sentence of it for the command line. */
export interface FailedCopy {
  readonly path: string;
  readonly reason: string;
  readonly note: Note;
}

export interface LabelExportOptions {
  readonly format: LabelFormat;
  /** A new file (`csv`, `jsonl`), or a new or empty folder (`folders`). */
  readonly target: string;
  /** How the file names the images; relative is to its own folder. Default `absolute`. Not read for `folders`. */
  readonly paths?: 'absolute' | 'relative';
  readonly signal?: AbortSignal;
  onProgress?(done: number): void;
}

export interface LabelExportResult {
  readonly target: string;
  /** Images written. */
  readonly written: number;
  /** Images left out of `folders` because they have no label. */
  readonly unlabelled: number;
  /** Images that could not be copied into `folders`. */
  readonly failed: readonly FailedCopy[];
}
