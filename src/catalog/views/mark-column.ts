import { BitSet } from '../../core/numbers/bit-set';
import type { Connection } from '../database/connection';

/** The mark that is the star; larger numbers are tags. */
export const starMark = 0;
/** Stands for "has a note" wherever notes are treated as a mark. */
export const noteMark = -1;

/** All marks, with notes among them. */
export const markHashes = `SELECT mark, hash FROM marks UNION ALL SELECT ${noteMark}, hash FROM image_notes`;

const images = 'CROSS JOIN images i INDEXED BY images_by_hash ON i.content_hash = m.hash';

/** The ids of the images that have one mark, read in the order of their content hashes. */
export class MarkColumn {
  readonly ids = new BitSet();
  #after: Buffer | null = Buffer.alloc(0);

  constructor(
    private readonly connection: Connection,
    private readonly mark: number,
  ) {}

  get done(): boolean {
    return this.#after === null;
  }

  readAll(): void {
    while (!this.done) this.read(1_000_000);
  }

  /** Reads the images of the next `contents`. */
  read(contents: number): void {
    if (this.#after === null) return;
    const { mark, connection } = this;
    const isNote = mark === noteMark;
    const table = isNote ? 'image_notes m' : 'marks m';
    const where = `WHERE m.hash > @after ${isNote ? '' : 'AND m.mark = @mark'}`;
    const values = { after: this.#after, ...(isNote ? {} : { mark }) };
    const last = connection.row<{ hash: Buffer }>(
      `SELECT m.hash FROM ${table} ${where} ORDER BY m.hash LIMIT 1 OFFSET @skipped`,
      { ...values, skipped: contents - 1 },
    );
    const ids = last
      ? connection.column<number>(`SELECT i.id FROM ${table} ${images} ${where} AND m.hash <= @last`, {
          ...values,
          last: last.hash,
        })
      : connection.column<number>(`SELECT i.id FROM ${table} ${images} ${where}`, values);
    for (const id of ids) this.ids.add(id);
    this.#after = last?.hash ?? null;
  }
}
