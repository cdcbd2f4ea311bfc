import type { OodScoreName } from '../../../core/ood';
import type { Values } from '../../../core/words/template';

/** A file that could not be read. */
export interface FailedFile {
  /** Absolute. */
  readonly file: string;
  /** The code of an error or a note, with its values. */
  readonly code: string;
  readonly values: Values;
}

/** A model's predictions for images outside the project, as columns: one row for each image, in the order in which the files were found. */
export interface PredictedColumns {
  /** Absolute. */
  readonly files: readonly string[];
  /** Pixels, after EXIF orientation. */
  readonly widths: Int32Array;
  readonly heights: Int32Array;
  /** Catalog ids of the predicted classes. */
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  /** Values of `score`, higher is more in-domain; null if it could not be fitted. */
  readonly scores: Float32Array | null;
}

/** What a person filters by; a field that is left out lets every image pass. */
export interface PredictedFilter {
  readonly classId?: number;
  /** The confidence must lie between `least` and `most`, both included. */
  readonly least?: number;
  readonly most?: number;
  /** Whether the image must be flagged as out-of-domain, or must not be. */
  readonly flagged?: boolean;
  /** A part of the path, in upper or lower case. */
  readonly search?: string;
}

/** In the order found on disk, most or least confident first, or most out-of-domain first. */
export type PredictedOrder = 'found' | 'sure' | 'unsure' | 'outside';

/** The predictions for the images of some folders, kept in memory. */
export class PredictedFiles {
  constructor(
    readonly columns: PredictedColumns,
    readonly failed: readonly FailedFile[],
    /** The out-of-domain score, and the limit below which an image is flagged; null if there are no images to set a limit by. */
    readonly ood: { readonly score: OodScoreName; readonly limit: number } | null,
  ) {}

  get images(): number {
    return this.columns.files.length;
  }

  isFlagged(row: number): boolean {
    const { scores } = this.columns;
    // A score that could not be computed counts as out-of-domain, as in a selection.
    return scores !== null && this.ood !== null && !(scores[row] >= this.ood.limit);
  }

  /** The number of images by predicted class. */
  counts(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const id of this.columns.classIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  flagged(): number {
    let flagged = 0;
    for (let row = 0; row < this.images; row++) if (this.isFlagged(row)) flagged++;
    return flagged;
  }

  /** The rows that pass a filter, in an order; ties stay as they were found. */
  rows(filter: PredictedFilter, order: PredictedOrder): Int32Array<ArrayBuffer> {
    const passes = this.#passing(filter);
    const rows = Int32Array.from({ length: this.images }, (_, row) => row).filter(passes);
    const { confidence, scores } = this.columns;
    if (order === 'sure') rows.sort((a, b) => confidence[b] - confidence[a] || a - b);
    if (order === 'unsure') rows.sort((a, b) => confidence[a] - confidence[b] || a - b);
    if (order === 'outside' && scores) rows.sort((a, b) => scores[a] - scores[b] || a - b);
    return rows;
  }

  #passing({ classId, least = 0, most = 1, flagged, search = '' }: PredictedFilter) {
    const { classIds, confidence, files } = this.columns;
    const wanted = search.toLowerCase();
    // Confidences have single precision: a limit of 0.9 must let 0.9 pass.
    const [low, high] = [Math.fround(least), Math.fround(most)];
    return (row: number) =>
      (classId === undefined || classIds[row] === classId) &&
      confidence[row] >= low &&
      confidence[row] <= high &&
      (flagged === undefined || this.isFlagged(row) === flagged) &&
      (wanted === '' || files[row].toLowerCase().includes(wanted));
  }
}
