import type { BitSet } from '../../core/numbers/bit-set';
import type { PictureFilter } from '../../core/vocabulary/marks';
import type { Connection } from '../database/connection';
import { wordsOf } from '../images/image-filter';
import { FolderColumn } from './folder-column';
import { MarkColumn, markHashes, noteMark, starMark } from './mark-column';

/** The largest number of mark columns that are kept: those used last. */
const mostMarks = 64;
/** When more images than this have changed since the last question, columns are read again instead of being mended. */
const mostChanged = 20_000;
/** The rows that are read at once while other work waits: some 10 ms. */
const piece = 10_000;

/**
 * Which images have a mark and in which folders their files are. This is kept in memory so that filters by marks and folders need not read
 * the whole catalog: a set of image ids for each mark, and for each image the index of its folder. Columns are read when they are first
 * used. Triggers report everything that is written afterwards over this connection, and the columns are updated; they are read again after
 * a statement that failed and after a change by another process.
 */
export class PictureColumns {
  readonly #marks = new Map<number, MarkColumn>();
  #folders: FolderColumn | null = null;
  #changed = new Set<number>();
  #seen = '';

  constructor(private readonly connection: Connection) {
    // A connection that only reads writes nothing, so there is nothing to report.
    if (!connection.readOnly) this.#listen();
  }

  /** The images that have all marks of a filter and are in its folder; null if it names neither. */
  passing({ tagIds = [], starred, noted, folder }: PictureFilter): BitSet | null {
    const marks = [...tagIds, ...(starred ? [starMark] : []), ...(noted ? [noteMark] : [])];
    const words = wordsOf(folder);
    if (marks.length + words.length === 0) return null;
    this.#bringUpToDate();
    const sets = marks.map((mark) => {
      const column = this.#mark(mark);
      column.readAll();
      return column.ids;
    });
    if (words.length > 0) {
      this.#folders ??= new FolderColumn(this.connection);
      this.#folders.readAll();
      sets.push(this.#folders.matching(words));
    }
    return sets.reduce((both, set) => both.and(set));
  }

  /** The images with a star before the others, each part in the order given. */
  starredFirst(ids: Int32Array): Int32Array {
    const starred = this.passing({ starred: true });
    const ordered = new Int32Array(ids.length);
    let at = 0;
    for (const wanted of [true, false])
      for (const id of ids) if (starred?.has(id) === wanted) ordered[at++] = id;
    return ordered;
  }

  /** Keeps the images of a mark from now on: if none has it yet, nothing is left to read after many have got it. */
  keep(mark: number): void {
    this.#bringUpToDate();
    this.#mark(mark).read(piece);
  }

  /** Reads a part of what filters may need soon; returns false when nothing is left to read. */
  readAhead(): boolean {
    this.#bringUpToDate();
    this.#folders ??= new FolderColumn(this.connection);
    if (!this.#folders.done) {
      this.#folders.read(piece);
      return true;
    }
    const unread = this.#frequentMarks().find((mark) => !this.#marks.get(mark)?.done);
    if (unread === undefined) return false;
    this.#mark(unread).read(piece);
    return true;
  }

  /** The star, notes and the newest tags that images have. */
  #frequentMarks(): number[] {
    const marks = this.connection.column<number>(
      'SELECT id FROM tags WHERE EXISTS (SELECT 1 FROM marks WHERE mark = tags.id) ORDER BY id DESC LIMIT ?',
      [mostMarks - 2],
    );
    return [starMark, noteMark, ...marks];
  }

  /** The column of a mark, which is now the one used last. */
  #mark(mark: number): MarkColumn {
    const column = this.#marks.get(mark) ?? new MarkColumn(this.connection, mark);
    this.#marks.delete(mark);
    this.#marks.set(mark, column);
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > mostMarks) this.#marks.delete(oldest);
    return column;
  }

  #bringUpToDate(): void {
    const { failures } = this.connection;
    // The first number changes with every transaction of another connection.
    const seen = `${this.connection.pragma('data_version')} ${failures}`;
    if (seen !== this.#seen || this.#changed.size > mostChanged) this.#forget();
    this.#seen = seen;
    if (this.#changed.size > 0) this.#mend(JSON.stringify([...this.#changed]));
    this.#changed.clear();
  }

  #forget(): void {
    this.#marks.clear();
    this.#folders = null;
    this.#changed.clear();
  }

  /** Reads the folders and marks of some images again; `ids` is a list in JSON. */
  #mend(ids: string): void {
    this.#folders?.mend(ids);
    for (const column of this.#marks.values()) for (const id of this.#changed) column.ids.delete(id);
    this.connection.each(
      `SELECT m.mark, i.id FROM json_each(?) j CROSS JOIN images i ON i.id = j.value
       JOIN (${markHashes}) m ON m.hash = i.content_hash`,
      [ids],
      ([mark, id]) => this.#marks.get(mark as number)?.ids.add(id as number),
    );
  }

  /** Makes SQLite report what changes. The functions read nothing, because SQLite calls them in the middle of a statement. */
  #listen(): void {
    const { connection } = this;
    connection.define('mark_is_kept', (mark) => Number(this.#marks.has(mark as number)));
    connection.define('mark_changed', (mark, id, on) => {
      const ids = this.#marks.get(mark as number)?.ids;
      if (on === 1) ids?.add(id as number);
      else ids?.delete(id as number);
      return null;
    });
    connection.define('image_changed', (id) => {
      const anything = this.#folders !== null || this.#marks.size > 0;
      if (anything && this.#changed.size <= mostChanged) this.#changed.add(id as number);
      return null;
    });
    connection.define('root_changed', () => {
      this.#folders = null;
      return null;
    });
    const told = (table: string, mark: (row: string) => string) =>
      [
        ['INSERT', 'NEW', 1],
        ['DELETE', 'OLD', 0],
      ].map(
        ([act, row, on]) => `
        CREATE TEMP TRIGGER ${table}_${act} AFTER ${act} ON main.${table} WHEN mark_is_kept(${mark(String(row))}) BEGIN
          SELECT mark_changed(${mark(String(row))}, i.id, ${on}) FROM images i WHERE i.content_hash = ${row}.hash;
        END;`,
      );
    connection.script(`
      ${told('marks', (row) => `${row}.mark`).join('')}
      ${told('image_notes', () => String(noteMark)).join('')}
      CREATE TEMP TRIGGER images_added AFTER INSERT ON main.images BEGIN SELECT image_changed(NEW.id); END;
      CREATE TEMP TRIGGER images_removed AFTER DELETE ON main.images BEGIN SELECT image_changed(OLD.id); END;
      CREATE TEMP TRIGGER images_moved AFTER UPDATE OF source_id, path, content_hash ON main.images
      WHEN OLD.content_hash IS NOT NEW.content_hash OR OLD.path <> NEW.path OR OLD.source_id <> NEW.source_id BEGIN
        SELECT image_changed(NEW.id);
      END;
      CREATE TEMP TRIGGER sources_moved AFTER UPDATE OF root ON main.sources BEGIN SELECT root_changed(); END;`);
  }
}
