import Database from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { StudioError } from '../../core/errors';
import type { Tables } from './schema';
import { sqliteError } from './sqlite-error';

/** Kysely only builds typed SQL here; `Connection` runs it, synchronously. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

type Value = string | number | bigint | Buffer | null;
/** The values of a statement: in order, or by `@name`. */
export type Values = readonly Value[] | Readonly<Record<string, Value>>;

const keptStatements = 300;

/**
 * One SQLite file with a synchronous interface: a transaction is a plain function, and no other work can run in
 * the middle of it. Prepared statements are cached by their text. Every SQLite error is thrown as a
 * StudioError.
 */
export class Connection {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #failures = 0;

  /** Opens `file`; a write connection creates it. Throws `catalog-damaged`, `project-read-only`, `disk-full`. */
  constructor(
    readonly file: string,
    readonly readOnly = false,
    /** For a read-only copy: the error that every write throws. */
    private readonly refusal: StudioError | null = null,
  ) {
    this.#db = this.#guard(
      () => new Database(file, { readonly: readOnly, fileMustExist: readOnly, timeout: 5000 }),
    );
    try {
      this.pragma('foreign_keys = ON');
      this.pragma('cache_size = -65536');
      this.pragma('temp_store = MEMORY');
      if (readOnly) return;
      this.pragma('journal_mode = WAL');
      // A decision that was shown as saved must survive a power cut.
      this.pragma('synchronous = FULL');
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** All rows of a typed query. */
  all<T>(query: Compilable<T>): T[] {
    const { sql, parameters } = query.compile();
    return this.rows<T>(sql, parameters as Value[]);
  }

  /** The first row of a typed query. */
  get<T>(query: Compilable<T>): T | undefined {
    const { sql, parameters } = query.compile();
    return this.row<T>(sql, parameters as Value[]);
  }

  /** Runs a typed insert, update or delete; returns the last row id and how many rows changed. */
  run(query: Compilable<unknown>): { id: number; changes: number } {
    const { sql, parameters } = query.compile();
    return this.execute(sql, parameters as Value[]);
  }

  rows<T>(sql: string, values: Values = []): T[] {
    return this.#guard(() => this.#prepare(sql).all(values) as T[]);
  }

  row<T>(sql: string, values: Values = []): T | undefined {
    return this.#guard(() => this.#prepare(sql).get(values) as T | undefined);
  }

  /**
   * Visits every row as an array of its columns, without making a million objects for a million rows. The
   * catalog must not change during the visit.
   */
  each(sql: string, values: Values, visit: (row: readonly Value[], index: number) => void): number {
    return this.#guard(() => {
      let index = 0;
      const statement = this.#db.prepare(sql).raw();
      for (const row of statement.iterate(values)) visit(row as Value[], index++);
      return index;
    });
  }

  /** The first column of every row, for ids of a million images without a million objects. */
  column<T>(sql: string, values: Values = []): T[] {
    return this.#guard(() => this.#prepare(sql, true).all(values) as T[]);
  }

  execute(sql: string, values: Values = []): { id: number; changes: number } {
    const { lastInsertRowid, changes } = this.#guard(() => this.#prepare(sql).run(values));
    return { id: Number(lastInsertRowid), changes };
  }

  /** Runs one statement for each of many values, in the caller's transaction or one of its own. */
  executeMany(sql: string, many: Iterable<Values>): number {
    return this.transaction(() => {
      const statement = this.#guard(() => this.#prepare(sql));
      let changes = 0;
      for (const values of many) changes += this.#guard(() => statement.run(values).changes);
      return changes;
    });
  }

  /** Runs several statements without values, such as those of a migration. */
  script(sql: string): void {
    this.#guard(() => this.#db.exec(sql));
  }

  /**
   * Runs a function in a transaction. Inside another transaction the function becomes part of that one, and an
   * error must end the outer one too: with a savepoint, every statement would make SQLite walk through all
   * pages that changed since, and 100,000 labels took minutes.
   */
  transaction<T>(work: () => T): T {
    if (this.#db.inTransaction) return work();
    return this.#guard(() => this.#db.transaction(work).immediate());
  }

  pragma(text: string): unknown {
    return this.#guard(() => this.#db.pragma(text, { simple: true }));
  }

  /** Copies the database as it is now into a new file, with SQLite's backup API and in one step. */
  async copyTo(target: string): Promise<void> {
    try {
      await this.#db.backup(target, { progress: () => 0x7fffffff });
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** How many rows were written over this connection. */
  get written(): number {
    return this.row<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
  }

  /** How many calls failed. What they had begun to write was rolled back. */
  get failures(): number {
    return this.#failures;
  }

  /** Makes a function that SQL can call. It must not use the connection. */
  define(name: string, work: (...values: Value[]) => Value): void {
    this.#guard(() => this.#db.function(name, { varargs: true }, work));
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string, pluck = false): Database.Statement {
    const key = pluck ? `column:${sql}` : sql;
    const known = this.#statements.get(key);
    if (known) return known;
    if (this.#statements.size >= keptStatements) {
      const [oldest] = this.#statements.keys();
      this.#statements.delete(oldest);
    }
    const statement = this.#db.prepare(sql);
    if (pluck) statement.pluck();
    this.#statements.set(key, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#failures++;
      throw this.#told(error);
    }
  }

  #told(error: unknown): unknown {
    const known = sqliteError(error, this.file);
    if (this.refusal && known instanceof StudioError && known.code === 'project-read-only')
      return new StudioError(this.refusal.code, this.refusal.values, { cause: error });
    return known;
  }
}
