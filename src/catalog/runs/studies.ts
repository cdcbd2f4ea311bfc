import { studioError } from '../../core/errors';
import { type StoredStudy, storedStudySchema } from '../../core/study/stored';
import { build, type Connection } from '../database/connection';
import { fromText } from '../database/json';
import { deletedState } from './experiments';

export interface StudyRow {
  readonly id: number;
  readonly name: string;
  readonly definition: StoredStudy;
  /** Hash of the images and labels that the study was started with. */
  readonly dataHash: string;
  readonly createdAt: number;
}

export class StudyQueries {
  constructor(private readonly connection: Connection) {}

  create(study: { name: string; definition: StoredStudy; dataHash: string }): StudyRow {
    const row = {
      name: study.name,
      definition: JSON.stringify(study.definition),
      data_hash: study.dataHash,
      created_at: Date.now(),
    };
    this.connection.run(build.insertInto('studies').values(row));
    return this.find(study.name) as StudyRow;
  }

  find(name: string): StudyRow | undefined {
    const row = this.connection.get(known().where('name', '=', name));
    return row && parsed(row);
  }

  /** Whether an experiment is one of a study's. */
  has(experimentId: number): boolean {
    const sql = 'SELECT 1 AS one FROM study_cells WHERE experiment_id = ? LIMIT 1';
    return this.connection.row<{ one: number }>(sql, [experimentId]) !== undefined;
  }

  /** Throws `study-unknown`. */
  get(id: number): StudyRow {
    const row = this.connection.get(known().where('id', '=', id));
    if (row) return parsed(row);
    throw studioError('study-unknown', { id: String(id) });
  }

  /** Newest first. */
  list(): StudyRow[] {
    return this.connection.all(known().orderBy('id', 'desc')).map(parsed);
  }

  /** Forgets a study. Its experiments stay. Throws `study-unknown`. */
  remove(id: number): void {
    this.get(id);
    this.connection.transaction(() => {
      this.connection.run(build.deleteFrom('study_trainings').where('study_id', '=', id));
      this.connection.run(build.deleteFrom('study_cells').where('study_id', '=', id));
      this.connection.run(build.deleteFrom('studies').where('id', '=', id));
    });
  }

  /** Experiments of a study that were not deleted, by arm and seed. */
  cells(studyId: number): { arm: string; seed: number; experimentId: number; state: string }[] {
    return this.connection.all(
      build
        .selectFrom('study_cells')
        .innerJoin('experiments', 'experiments.id', 'study_cells.experiment_id')
        .select(['arm', 'study_cells.seed as seed', 'experiment_id as experimentId', 'state'])
        .where('study_id', '=', studyId)
        .where('state', '<>', deletedState),
    );
  }

  /** The experiment of an arm and a seed; a deleted experiment is replaced. */
  setCell(studyId: number, cell: { arm: string; seed: number; experimentId: number }): void {
    const row = {
      study_id: studyId,
      arm: cell.arm,
      seed: cell.seed,
      experiment_id: cell.experimentId,
    };
    this.connection.run(
      build
        .insertInto('study_cells')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['study_id', 'arm', 'seed']).doUpdateSet({ experiment_id: cell.experimentId }),
        ),
    );
  }

  /** The finished run of a study whose training has this key. */
  trained(studyId: number, key: string): number | undefined {
    const row = this.connection.get(
      build
        .selectFrom('study_trainings')
        .innerJoin('runs', 'runs.id', 'study_trainings.run_id')
        .select('run_id as runId')
        .where('study_id', '=', studyId)
        .where('key', '=', key)
        .where('state', '=', 'done'),
    );
    return row?.runId;
  }

  /** Records, before the first step, the key of everything that determines the run's training. */
  setTraining(studyId: number, key: string, runId: number): void {
    this.connection.run(
      build
        .insertInto('study_trainings')
        .values({ study_id: studyId, key, run_id: runId })
        .onConflict((conflict) => conflict.columns(['study_id', 'key']).doUpdateSet({ run_id: runId })),
    );
  }
}

const known = () =>
  build
    .selectFrom('studies')
    .select(['id', 'name', 'definition', 'data_hash as dataHash', 'created_at as createdAt']);

const parsed = (row: Omit<StudyRow, 'definition'> & { definition: string }): StudyRow => ({
  ...row,
  definition: fromText(row.definition, storedStudySchema),
});
