import type { Connection } from '../database/connection';

/**
 * The result of a labelling by an earlier version, as columns in row order, `[images]` each. A missing score
 * is NaN.
 */
export interface PseudoLabelColumns {
  readonly imageIds: Int32Array;
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  readonly oodScore: Float32Array;
}

/** The rows in which earlier versions kept each pseudo-label; nothing writes them any more. */
export class PseudoLabelQueries {
  constructor(private readonly connection: Connection) {}

  columns(labellingRunId: number): PseudoLabelColumns {
    const { n: images } = this.connection.row<{ n: number }>(
      'SELECT count(*) AS n FROM pseudo_labels WHERE labelling_run_id = ?',
      [labellingRunId],
    )!;
    const columns = {
      imageIds: new Int32Array(images),
      classIds: new Int32Array(images),
      confidence: new Float32Array(images),
      margin: new Float32Array(images),
      oodScore: new Float32Array(images),
    };
    // Values are placed by their own row number, so a million rows need no sort.
    this.connection.each(
      `SELECT row, image_id, class_id, confidence, margin, ood_score FROM pseudo_labels
       WHERE labelling_run_id = ?`,
      [labellingRunId],
      ([row, imageId, classId, confidence, margin, oodScore]) => {
        const at = row as number;
        columns.imageIds[at] = imageId as number;
        columns.classIds[at] = classId as number;
        columns.confidence[at] = confidence as number;
        columns.margin[at] = margin as number;
        columns.oodScore[at] = (oodScore as number | null) ?? Number.NaN;
      },
    );
    return columns;
  }
}
