import type { Split } from '../../core/vocabulary/images';
import { build, type Connection } from '../database/connection';

/** What identifies a measurement: two with the same key are the same one. */
export interface MeasurementKey {
  readonly runId: number;
  readonly split: Split;
  /** Hash of the images and their labels. */
  readonly imageSet: string;
  /** The version of the corruptions, attacks or perturbations that were applied to the images. */
  readonly version: number;
}

/** A model's results on changed images, as far as they were measured. */
export type Measurement<Results> = MeasurementKey &
  Results & {
    readonly id: number;
    readonly images: number;
    /** When its newest part was measured. */
    readonly measuredAt: number;
  };

type Columns = Readonly<Record<string, string | number | null>>;

/** How one kind of measurement is stored: a row for each, and a row for each of its cells. */
export interface MeasurementKind<Cell, Count, Row extends Columns, Results> {
  readonly table: 'robustness' | 'attacks' | 'perturbations';
  readonly cells: string;
  /** The column of `cells` that names the measurement. */
  readonly link: string;
  /** The columns that identify a cell within its measurement. */
  readonly key: string;
  /** The columns of a cell. */
  row(cell: Cell, count: Count): Row;
  /** The results that the rows hold; the rows come in the order of their keys. */
  results(rows: readonly Row[]): Results;
}

/** Measurements that are stored cell by cell, so that a stopped one continues where it was. */
export class MeasurementQueries<Cell, Count, Row extends Columns, Results> {
  constructor(
    private readonly connection: Connection,
    private readonly kind: MeasurementKind<Cell, Count, Row, Results>,
  ) {}

  /** Returns the id of the measurement with this key, which is created if there is none and counts as the newest from now on. */
  begin({ runId, split, imageSet, version }: MeasurementKey, images: number): number {
    const { table } = this.kind;
    return this.connection.transaction(() => {
      const known = this.connection.get(
        build
          .selectFrom(table)
          .select('id')
          .where('run_id', '=', runId)
          .where('split', '=', split)
          .where('image_set', '=', imageSet)
          .where('version', '=', version),
      );
      if (known) {
        this.#makeNewest(known.id, { runId, split, version });
        return known.id;
      }
      const row = { run_id: runId, split, image_set: imageSet, version, images, created_at: Date.now() };
      return this.connection.run(build.insertInto(table).values(row)).id;
    });
  }

  /** Stores the count of a cell, replacing an earlier one. */
  put(id: number, cell: Cell, count: Count): void {
    const row = { [this.kind.link]: id, ...this.kind.row(cell, count), at: Date.now() };
    const names = Object.keys(row).join(', ');
    const marks = Object.keys(row).fill('?').join(', ');
    this.connection.execute(`REPLACE INTO ${this.kind.cells} (${names}) VALUES (${marks})`, [
      ...Object.values(row),
    ]);
  }

  get(id: number): Measurement<Results> {
    const [found] = this.#read('id = ?', [id]);
    return found;
  }

  /** For each of these runs, the newest measurement on each split that has this `version`. */
  newest(runIds: readonly number[], version: number): Measurement<Results>[] {
    const all = this.#read('version = ? AND run_id IN (SELECT value FROM json_each(?))', [
      version,
      JSON.stringify(runIds),
    ]);
    const last = new Map<string, Measurement<Results>>();
    for (const each of all.sort((a, b) => a.measuredAt - b.measuredAt || a.id - b.id))
      last.set(`${each.runId} ${each.split}`, each);
    return [...last.values()];
  }

  /** The measurement that was requested last is the one shown, not one that was made since then on fewer images. */
  #makeNewest(id: number, { runId, split, version }: Omit<MeasurementKey, 'imageSet'>): void {
    const { cells, link } = this.kind;
    const shown = this.newest([runId], version).find((each) => each.split === split);
    if (shown && shown.id !== id)
      this.connection.execute(`UPDATE ${cells} SET at = ? WHERE ${link} = ?`, [
        Math.max(Date.now(), shown.measuredAt + 1),
        id,
      ]);
  }

  #read(where: string, values: readonly (string | number)[]): Measurement<Results>[] {
    const { table, cells, link, key, results } = this.kind;
    const found = this.connection.rows<MeasurementKey & { id: number; images: number; createdAt: number }>(
      `SELECT id, run_id AS runId, split, image_set AS imageSet, version, images, created_at AS createdAt
       FROM ${table} WHERE ${where}`,
      values,
    );
    return found.map(({ createdAt, ...row }) => {
      const rows = this.connection.rows<Row & { at: number }>(
        `SELECT * FROM ${cells} WHERE ${link} = ? ORDER BY ${key}`,
        [row.id],
      );
      const measuredAt = rows.reduce((last, { at }) => Math.max(last, at), createdAt);
      return { ...row, ...results(rows), measuredAt };
    });
  }
}
