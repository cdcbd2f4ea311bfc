import type { Connection } from '../database/connection';
import { deletedState } from './experiments';

const deletedExperiments = `SELECT id FROM experiments WHERE state = '${deletedState}'`;
const deletedRuns = `SELECT id FROM runs WHERE experiment_id IN (${deletedExperiments})`;
const deletedLabellings = `SELECT id FROM labelling_runs WHERE run_id IN (${deletedRuns})`;
const deletedSelections = `SELECT id FROM selections WHERE labelling_run_id IN (${deletedLabellings})`;
const deletedEvaluations = `SELECT id FROM evaluations WHERE run_id IN (${deletedRuns})`;
const deletedRobustness = `SELECT id FROM robustness WHERE run_id IN (${deletedRuns})`;
const deletedAttacks = `SELECT id FROM attacks WHERE run_id IN (${deletedRuns})`;
const deletedPerturbations = `SELECT id FROM perturbations WHERE run_id IN (${deletedRuns})`;

/**
 * Tables from which the rows of deleted experiments are removed, with their keys. Each comes before the table
 * that it references.
 */
const sweeps = [
  { table: 'predictions', key: 'evaluation_id, image_id', of: `evaluation_id IN (${deletedEvaluations})` },
  { table: 'evaluations', key: 'id', of: `run_id IN (${deletedRuns})` },
  {
    table: 'robustness_cells',
    key: 'robustness_id, corruption, severity',
    of: `robustness_id IN (${deletedRobustness})`,
  },
  { table: 'robustness', key: 'id', of: `run_id IN (${deletedRuns})` },
  {
    table: 'attack_cells',
    key: 'attacks_id, attack, steps, epsilon',
    of: `attacks_id IN (${deletedAttacks})`,
  },
  { table: 'attacks', key: 'id', of: `run_id IN (${deletedRuns})` },
  {
    table: 'perturbation_cells',
    key: 'perturbations_id, perturbation',
    of: `perturbations_id IN (${deletedPerturbations})`,
  },
  { table: 'perturbations', key: 'id', of: `run_id IN (${deletedRuns})` },
  { table: 'selection_items', key: 'selection_id, image_id', of: `selection_id IN (${deletedSelections})` },
  { table: 'selections', key: 'id', of: `labelling_run_id IN (${deletedLabellings})` },
  {
    table: 'pseudo_labels',
    key: 'labelling_run_id, image_id',
    of: `labelling_run_id IN (${deletedLabellings})`,
  },
  { table: 'epochs', key: 'run_id, epoch', of: `run_id IN (${deletedRuns})` },
] as const;

/**
 * Deletes experiments in two steps: `mark` hides one at once, whatever its size; `sweep` removes its rows in
 * parts, so that a million pseudo-labels do not block the studio. The small rows of the experiment, its runs
 * and labellings stay: reviews, which are never deleted, reference labellings, and a run's number must never
 * be reused for another run's folder.
 */
export class RemovalQueries {
  constructor(private readonly connection: Connection) {}

  /** Hides an experiment and all that it made. Images, labels and reviews are not touched. */
  mark(experimentId: number): void {
    this.connection.transaction(() => {
      this.connection.execute(
        `UPDATE experiments SET state = ?, name = 'deleted ' || id || ' ' || hex(randomblob(4)) WHERE id = ?`,
        [deletedState, experimentId],
      );
      this.connection.execute(
        `UPDATE labelling_runs SET state = 'cancelled', soft_labels = NULL, file = NULL, file_hash = NULL
         WHERE run_id IN (SELECT id FROM runs WHERE experiment_id = ?)`,
        [experimentId],
      );
      this.connection.execute(
        `UPDATE runs SET state = 'cancelled', checkpoint = NULL, metrics = NULL WHERE experiment_id = ?`,
        [experimentId],
      );
    });
  }

  /** Runs of deleted experiments. */
  runIds(): number[] {
    return this.connection.column(deletedRuns);
  }

  /** Removes at most `most` rows of deleted experiments; returns how many, 0 when none is left. */
  sweep(most = 20_000): number {
    for (const { table, key, of } of sweeps) {
      const { changes } = this.connection.execute(
        `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${of} LIMIT ?)`,
        [most],
      );
      if (changes > 0) return changes;
    }
    return 0;
  }
}
