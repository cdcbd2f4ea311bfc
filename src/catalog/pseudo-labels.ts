import type { Connection } from './connection';

/** What a labelling run says about one image. */
export interface NewPseudoLabel {
  readonly imageId: number;
  /** Row in the soft labels' file. */
  readonly row: number;
  readonly classId: number;
  readonly confidence: number;
  /** Lead over the second best class. */
  readonly margin: number;
  readonly energy: number | null;
  readonly oodScore: number | null;
  readonly ood: boolean;
}

/** Pseudo-labels of a labelling run as columns in row order, `[images]` each: a million rows without a million objects. */
export interface PseudoLabelColumns {
  readonly imageIds: Int32Array;
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  readonly energy: Float32Array;
  readonly oodScore: Float32Array;
  readonly ood: Uint8Array;
}

/** What `readPart` fills, `[images]` each. */
export interface PseudoLabelPart
  extends Pick<PseudoLabelColumns, 'imageIds' | 'classIds' | 'confidence' | 'margin' | 'oodScore'> {
  readonly sourceIds: Int32Array;
}

/** What one labelling run said about an image. */
export interface ImagePseudoLabel {
  readonly labellingRunId: number;
  readonly classId: number;
  readonly confidence: number;
  readonly at: number;
}

const insert = `
  INSERT INTO pseudo_labels (labelling_run_id, image_id, row, class_id, confidence, margin, energy, ood_score, ood)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Adds pseudo-labels inside the caller's transaction. */
export function insertPseudoLabels(
  connection: Connection,
  labellingRunId: number,
  rows: Iterable<NewPseudoLabel>,
): void {
  connection.executeMany(
    insert,
    (function* () {
      for (const row of rows)
        yield [
          labellingRunId,
          ...[row.imageId, row.row, row.classId, row.confidence, row.margin, row.energy, row.oodScore],
          row.ood ? 1 : 0,
        ];
    })(),
  );
}

export class PseudoLabelQueries {
  constructor(private readonly connection: Connection) {}

  count(labellingRunId: number): number {
    return this.connection.row<{ n: number }>(
      'SELECT count(*) AS n FROM pseudo_labels WHERE labelling_run_id = ?',
      [labellingRunId],
    )!.n;
  }

  /** What a labelling run says about some images, in their order; class 0 for those that it has not seen. */
  of(labellingRunId: number, imageIds: Int32Array): Pick<PseudoLabelColumns, 'classIds' | 'confidence'> {
    const classIds = new Int32Array(imageIds.length);
    const confidence = new Float32Array(imageIds.length);
    this.connection.each(
      `SELECT j.key, p.class_id, p.confidence FROM json_each(?) j
       CROSS JOIN pseudo_labels p ON p.labelling_run_id = ? AND p.image_id = j.value`,
      [JSON.stringify([...imageIds]), labellingRunId],
      ([key, classId, certainty]) => {
        classIds[key as number] = classId as number;
        confidence[key as number] = certainty as number;
      },
    );
    return { classIds, confidence };
  }

  /** All pseudo-labels of a labelling run. A missing score is NaN. */
  columns(labellingRunId: number): PseudoLabelColumns {
    const images = this.count(labellingRunId);
    const columns = {
      imageIds: new Int32Array(images),
      classIds: new Int32Array(images),
      confidence: new Float32Array(images),
      margin: new Float32Array(images),
      energy: new Float32Array(images),
      oodScore: new Float32Array(images),
      ood: new Uint8Array(images),
    };
    // Placed by their own row, so that no sort of a million rows is needed.
    this.connection.each(
      `SELECT row, image_id, class_id, confidence, margin, energy, ood_score, ood FROM pseudo_labels
       WHERE labelling_run_id = ?`,
      [labellingRunId],
      ([row, imageId, classId, confidence, margin, energy, oodScore, ood]) => {
        const at = row as number;
        columns.imageIds[at] = imageId as number;
        columns.classIds[at] = classId as number;
        columns.confidence[at] = confidence as number;
        columns.margin[at] = margin as number;
        columns.energy[at] = (energy as number | null) ?? Number.NaN;
        columns.oodScore[at] = (oodScore as number | null) ?? Number.NaN;
        columns.ood[at] = ood as number;
      },
    );
    return columns;
  }

  /**
   * Reads at most `most` pseudo-labels of the images after `after` into columns by row; gives the last image's id, or null when none
   * was left. So a million are read part by part, with other work in between.
   */
  readPart(labellingRunId: number, after: number, most: number, into: PseudoLabelPart): number | null {
    let last: number | null = null;
    this.connection.each(
      `SELECT p.image_id, p.row, p.class_id, p.confidence, p.margin, p.ood_score, i.source_id
       FROM pseudo_labels p JOIN images i ON i.id = p.image_id
       WHERE p.labelling_run_id = ? AND p.image_id > ? ORDER BY p.image_id LIMIT ?`,
      [labellingRunId, after, most],
      ([imageId, row, classId, confidence, margin, oodScore, sourceId]) => {
        const at = row as number;
        last = imageId as number;
        into.imageIds[at] = last;
        into.classIds[at] = classId as number;
        into.confidence[at] = confidence as number;
        into.margin[at] = margin as number;
        into.oodScore[at] = (oodScore as number | null) ?? Number.NaN;
        into.sourceIds[at] = sourceId as number;
      },
    );
    return last;
  }

  /** What each finished labelling run said about an image, oldest first. */
  ofImage(imageId: number): ImagePseudoLabel[] {
    return this.connection.rows(
      `SELECT l.id AS labellingRunId, p.class_id AS classId, p.confidence, coalesce(l.finished_at, l.created_at) AS at
       FROM labelling_runs l JOIN pseudo_labels p ON p.labelling_run_id = l.id AND p.image_id = ?
       WHERE l.state = 'done' ORDER BY l.id`,
      [imageId],
    );
  }
}
