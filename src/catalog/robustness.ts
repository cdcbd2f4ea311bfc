import type { Cell } from '../core/corruptions/corrupt';
import type { Severity } from '../core/corruptions/corruption';
import type { CellResult, CorruptedResults } from '../core/corruptions/measures';
import { type CorruptionName, corruptionNames } from '../core/corruptions/table';
import type { Split } from '../core/vocabulary/images';
import { build, type Connection } from './connection';

/** What identifies a measurement: two with the same key are the same one. */
export interface RobustnessKey {
  readonly runId: number;
  readonly split: Split;
  /** Hash of the images and their labels. */
  readonly imageSet: string;
  /** Hash of the corruptions. */
  readonly version: number;
}

/** A model's predictions for a split's images, clean and corrupted, as far as they were measured. */
export interface Robustness extends RobustnessKey, CorruptedResults {
  readonly id: number;
  /** When its newest part was measured. */
  readonly measuredAt: number;
}

const clean = { corruption: 'clean', severity: 0 } as const;

export class RobustnessQueries {
  constructor(private readonly connection: Connection) {}

  /** Returns the id of the measurement with this key, which is created if there is none. */
  begin({ runId, split, imageSet, version }: RobustnessKey, images: number): number {
    return this.connection.transaction(() => {
      const known = this.connection.get(
        build
          .selectFrom('robustness')
          .select('id')
          .where('run_id', '=', runId)
          .where('split', '=', split)
          .where('image_set', '=', imageSet)
          .where('version', '=', version),
      );
      if (known) return known.id;
      const row = { run_id: runId, split, image_set: imageSet, version, images, created_at: Date.now() };
      return this.connection.run(build.insertInto('robustness').values(row)).id;
    });
  }

  /**
   * Stores how many images were predicted correctly under a corruption; null stands for the clean images. An
   * earlier value is replaced.
   */
  put(id: number, cell: Cell | null, correct: number): void {
    const { corruption, severity } = cell ?? clean;
    this.connection.execute(
      `INSERT INTO robustness_cells (robustness_id, corruption, severity, correct, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET correct = excluded.correct, at = excluded.at`,
      [id, corruption, severity, correct, Date.now()],
    );
  }

  get(id: number): Robustness {
    const [found] = this.#read('id = ?', [id]);
    return found;
  }

  /** For each of these runs, the newest measurement on each split under this version of the corruptions. */
  newest(runIds: readonly number[], version: number): Robustness[] {
    const all = this.#read('version = ? AND run_id IN (SELECT value FROM json_each(?))', [
      version,
      JSON.stringify(runIds),
    ]);
    const last = new Map<string, Robustness>();
    for (const each of all.sort((a, b) => a.measuredAt - b.measuredAt || a.id - b.id))
      last.set(`${each.runId} ${each.split}`, each);
    return [...last.values()];
  }

  #read(where: string, values: readonly (string | number)[]): Robustness[] {
    const rows = this.connection.rows<MeasurementRow>(
      `SELECT id, run_id AS runId, split, image_set AS imageSet, version, images, created_at AS createdAt
       FROM robustness WHERE ${where}`,
      [...values],
    );
    return rows.map(({ createdAt, ...row }) => {
      const cells = this.connection.rows<CellRow>(
        'SELECT corruption, severity, correct, at FROM robustness_cells WHERE robustness_id = ?',
        [row.id],
      );
      return {
        ...row,
        right: cells.find(({ corruption }) => corruption === clean.corruption)?.correct ?? null,
        cells: cells.filter(({ corruption }) => isName(corruption)).map(result),
        measuredAt: cells.reduce((last, { at }) => Math.max(last, at), createdAt),
      };
    });
  }
}

interface MeasurementRow extends RobustnessKey {
  readonly id: number;
  readonly images: number;
  readonly createdAt: number;
}

interface CellRow {
  readonly corruption: string;
  readonly severity: number;
  readonly correct: number;
  readonly at: number;
}

/** A later version may have measured more corruptions. */
const isName = (name: string) => corruptionNames.includes(name as CorruptionName);

function result({ corruption, severity, correct }: CellRow): CellResult {
  return { corruption: corruption as CorruptionName, severity: severity as Severity, right: correct };
}
