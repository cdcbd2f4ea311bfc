import { StudioError } from '../core/errors';
import { build, type Connection } from './connection';
import { fromText, toText } from './json';
import type { Split } from './schema';

/** What a model measured on a labelled split. */
export interface Evaluation {
  readonly id: number;
  readonly runId: number;
  readonly split: Split;
  readonly images: number;
  readonly settings: unknown;
  readonly metrics: unknown;
  readonly createdAt: number;
}

export interface Prediction {
  readonly imageId: number;
  readonly trueClassId: number | null;
  readonly classId: number;
  readonly confidence: number;
}

const columns = [
  'id',
  'run_id as runId',
  'split',
  'images',
  'settings',
  'metrics',
  'created_at as createdAt',
] as const;

export class EvaluationQueries {
  constructor(private readonly connection: Connection) {}

  /** Stores an evaluation with its predictions in one transaction; gives its id. */
  create(evaluation: {
    runId: number;
    split: Split;
    images: number;
    settings?: unknown;
    metrics: unknown;
    predictions?: Iterable<Prediction>;
  }): number {
    return this.connection.transaction(() => {
      const row = {
        run_id: evaluation.runId,
        split: evaluation.split,
        images: evaluation.images,
        settings: toText(evaluation.settings),
        metrics: JSON.stringify(evaluation.metrics),
        created_at: Date.now(),
      };
      const { id } = this.connection.run(build.insertInto('evaluations').values(row));
      const values = function* () {
        for (const { imageId, trueClassId, classId, confidence } of evaluation.predictions ?? [])
          yield [id, imageId, trueClassId, classId, confidence];
      };
      this.connection.executeMany(
        'INSERT INTO predictions (evaluation_id, image_id, true_class_id, class_id, confidence) VALUES (?, ?, ?, ?, ?)',
        values(),
      );
      return id;
    });
  }

  /** Throws `unknown-evaluation`. */
  get(id: number): Evaluation {
    const row = this.connection.get(build.selectFrom('evaluations').select(columns).where('id', '=', id));
    if (!row)
      throw new StudioError('unknown-evaluation', `There is no evaluation number ${id} in this project.`);
    return parsed(row);
  }

  /** Of a run, newest first. */
  list(runId: number): Evaluation[] {
    const query = build
      .selectFrom('evaluations')
      .select(columns)
      .where('run_id', '=', runId)
      .orderBy('id', 'desc');
    return this.connection.all(query).map(parsed);
  }

  /** Predictions of one cell of the confusion matrix (or all), the most confident first. */
  predictions(
    evaluationId: number,
    filter: { trueClassId?: number; classId?: number; limit?: number } = {},
  ): Prediction[] {
    let query = build
      .selectFrom('predictions')
      .select(['image_id as imageId', 'true_class_id as trueClassId', 'class_id as classId', 'confidence'])
      .where('evaluation_id', '=', evaluationId)
      .orderBy('confidence', 'desc')
      .orderBy('image_id');
    if (filter.trueClassId !== undefined) query = query.where('true_class_id', '=', filter.trueClassId);
    if (filter.classId !== undefined) query = query.where('class_id', '=', filter.classId);
    if (filter.limit !== undefined) query = query.limit(filter.limit);
    return this.connection.all(query);
  }
}

function parsed(
  row: Omit<Evaluation, 'settings' | 'metrics'> & { settings: string | null; metrics: string },
): Evaluation {
  return { ...row, settings: fromText(row.settings), metrics: fromText(row.metrics) };
}
