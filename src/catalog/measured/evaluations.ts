import { studioError } from '../../core/errors';
import type { CommonImages, EvaluationMetrics, EvaluationSettings } from '../../core/metrics/evaluation';
import { evaluationMetricsSchema, evaluationSettingsSchema } from '../../core/stored/columns';
import type { Split } from '../../core/vocabulary/images';
import { build, type Connection } from '../database/connection';
import { fromText, toText } from '../database/json';

/** The metrics of a model on a labelled split. */
export interface Evaluation {
  readonly id: number;
  readonly runId: number;
  readonly split: Split;
  /** The named test set that was measured; null if the images are those of the split. */
  readonly setId: number | null;
  readonly images: number;
  /** Null for evaluations of older versions. */
  readonly settings: EvaluationSettings | null;
  readonly metrics: EvaluationMetrics;
  readonly createdAt: number;
}

export interface Prediction {
  readonly imageId: number;
  readonly trueClassId: number | null;
  readonly classId: number;
  readonly confidence: number;
  /** The probability that the model gave the image's label, 0 to 1; null if it was not stored. */
  readonly labelProbability: number | null;
}

/** Selects predictions of an evaluation: one cell of the confusion matrix, or the wrong ones. */
export interface PredictionFilter {
  readonly trueClassId?: number;
  readonly classId?: number;
  readonly wrong?: boolean;
  readonly limit?: number;
}

const columns = [
  'id',
  'run_id as runId',
  'split',
  'set_id as setId',
  'images',
  'settings',
  'metrics',
  'created_at as createdAt',
] as const;

const insertPrediction = `
  INSERT INTO predictions (evaluation_id, image_id, true_class_id, class_id, confidence, label_probability)
  VALUES (?, ?, ?, ?, ?, ?)`;

const copyPredictions = `
  INSERT INTO predictions (evaluation_id, image_id, true_class_id, class_id, confidence, label_probability)
  SELECT ?, image_id, true_class_id, class_id, confidence, label_probability FROM predictions WHERE evaluation_id = ?`;

/**
 * Metrics for lists, without the confusion matrix, which may have as many cells as there are images. Evaluations of versions that stored
 * few values keep the matrix, because the other values are computed from it.
 */
const listed = `CASE WHEN metrics -> '$.values' IS NULL THEN metrics ELSE json_remove(metrics, '$.confusion', '$.cells') END`;

export class EvaluationQueries {
  constructor(private readonly connection: Connection) {}

  /** Stores an evaluation with its predictions in one transaction; returns its id. */
  create(evaluation: {
    runId: number;
    split: Split;
    setId?: number | null;
    images: number;
    settings?: unknown;
    metrics: unknown;
    predictions?: Iterable<Prediction>;
  }): number {
    return this.connection.transaction(() => {
      const row = {
        run_id: evaluation.runId,
        split: evaluation.split,
        set_id: evaluation.setId ?? null,
        images: evaluation.images,
        settings: toText(evaluation.settings),
        metrics: JSON.stringify(evaluation.metrics),
        created_at: Date.now(),
      };
      const { id } = this.connection.run(build.insertInto('evaluations').values(row));
      const values = function* () {
        for (const each of evaluation.predictions ?? [])
          yield [id, each.imageId, each.trueClassId, each.classId, each.confidence, each.labelProbability];
      };
      this.connection.executeMany(insertPrediction, values());
      return id;
    });
  }

  /** Copies an evaluation, with every prediction, to another run with equal weights; returns the id of the copy. */
  copy(id: number, runId: number): number {
    return this.connection.transaction(() => {
      const { id: made } = this.connection.run(
        build
          .insertInto('evaluations')
          .columns(['run_id', 'split', 'set_id', 'images', 'settings', 'metrics', 'created_at'])
          .expression((from) =>
            from
              .selectFrom('evaluations')
              .select(({ val }) => [
                val(runId).as('run_id'),
                ...(['split', 'set_id', 'images', 'settings', 'metrics'] as const),
                val(Date.now()).as('created_at'),
              ])
              .where('id', '=', id),
          ),
      );
      this.connection.execute(copyPredictions, [made, id]);
      return made;
    });
  }

  /** Throws `unknown-evaluation`. */
  get(id: number): Evaluation {
    const row = this.connection.get(build.selectFrom('evaluations').select(columns).where('id', '=', id));
    if (!row) throw studioError('unknown-evaluation', { id: String(id) });
    return parsed(row);
  }

  /** The evaluations of a run, newest first. */
  list(runId: number): Evaluation[] {
    const query = build
      .selectFrom('evaluations')
      .select(columns)
      .where('run_id', '=', runId)
      .orderBy('id', 'desc');
    return this.connection.all(query).map(parsed);
  }

  /** The newest evaluation of each of these runs on each split and named set; the confusion matrix is left out if it is not needed. */
  newest(runIds: readonly number[]): Evaluation[] {
    const rows = this.connection.rows<EvaluationText>(
      `SELECT id, run_id AS runId, split, set_id AS setId, images, settings, ${listed} AS metrics, created_at AS createdAt
       FROM evaluations WHERE id IN (
         SELECT max(id) FROM evaluations WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY run_id, split, set_id)
       ORDER BY id`,
      [JSON.stringify(runIds)],
    );
    return rows.map(parsed);
  }

  /** Images that were added to the measured split, relabelled, moved to another split or taken out of use since the measurement. */
  changedSince(evaluationId: number): number {
    const changed = this.connection.row<{ n: number }>(
      `SELECT count(*) AS n FROM predictions p JOIN evaluations e ON e.id = p.evaluation_id JOIN images i ON i.id = p.image_id
       WHERE p.evaluation_id = ? AND (i.class_id IS NOT p.true_class_id OR (e.set_id IS NULL AND i.split <> e.split) OR i.state <> 'ok')`,
      [evaluationId],
    )!.n;
    return changed + this.#addedSince(evaluationId);
  }

  /** Labelled images of the measured split that were not measured, except as many as were left out then; 0 for named sets. */
  #addedSince(evaluationId: number): number {
    const query = build.selectFrom('evaluations').select(columns).where('id', '=', evaluationId);
    const row = this.connection.get(query);
    if (!row) return 0;
    const unmeasured = this.connection.row<{ n: number }>(
      `SELECT count(*) AS n FROM evaluations e CROSS JOIN images i ON i.split = e.split
       WHERE e.id = ? AND e.set_id IS NULL AND i.state = 'ok' AND i.class_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM predictions p WHERE p.evaluation_id = e.id AND p.image_id = i.id)`,
      [evaluationId],
    )!.n;
    const seen = parsed(row).settings?.seen;
    return Math.max(0, unmeasured - (seen?.leftOut ? seen.trained + seen.validated : 0));
  }

  /**
   * Compares two evaluations on the images that both measured under the same label, and counts the images that only one of them measured.
   */
  common(id: number, other: number): CommonImages {
    const row = this.connection.row<{
      images: number;
      right: number;
      rightOfOther: number;
      onlyRight: number;
    }>(
      `SELECT count(*) AS images, coalesce(sum(p.class_id = p.true_class_id), 0) AS right,
         coalesce(sum(o.class_id = o.true_class_id), 0) AS rightOfOther,
         coalesce(sum(p.class_id = p.true_class_id AND o.class_id <> o.true_class_id), 0) AS onlyRight
       FROM predictions p JOIN predictions o ON o.evaluation_id = ? AND o.image_id = p.image_id
         AND o.true_class_id IS p.true_class_id
       WHERE p.evaluation_id = ?`,
      [other, id],
    )!;
    const all = this.connection.row<{ n: number }>(
      'SELECT count(*) AS n FROM predictions WHERE evaluation_id IN (?, ?)',
      [id, other],
    )!.n;
    return { ...row, others: all - 2 * row.images };
  }

  /** Predictions of one cell of the confusion matrix (or all), the most confident first. */
  predictions(evaluationId: number, filter: PredictionFilter = {}): Prediction[] {
    let query = build
      .selectFrom('predictions')
      .select(['image_id as imageId', 'true_class_id as trueClassId', 'class_id as classId', 'confidence'])
      .select('label_probability as labelProbability')
      .where('evaluation_id', '=', evaluationId)
      .orderBy('confidence', 'desc')
      .orderBy('image_id');
    if (filter.trueClassId !== undefined) query = query.where('true_class_id', '=', filter.trueClassId);
    if (filter.classId !== undefined) query = query.where('class_id', '=', filter.classId);
    if (filter.wrong) query = query.whereRef('class_id', '<>', 'true_class_id');
    if (filter.limit !== undefined) query = query.limit(filter.limit);
    return this.connection.all(query);
  }
}

type EvaluationText = Omit<Evaluation, 'settings' | 'metrics'> & { settings: string | null; metrics: string };

function parsed(row: EvaluationText): Evaluation {
  return {
    ...row,
    settings: fromText(row.settings, evaluationSettingsSchema),
    metrics: fromText(row.metrics, evaluationMetricsSchema),
  };
}
