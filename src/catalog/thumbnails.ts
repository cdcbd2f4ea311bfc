import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StudioError } from '../core/errors';
import { Connection } from './connection';

/** Made anew when this changes. */
const format = 2;
/** Some 400,000 thumbnails. A cache that is full takes no more. */
const defaultMostBytes = 4 * 2 ** 30;

/** A thumbnail of the image whose bytes have this sha-256, 64 hex digits. */
export interface Thumbnail {
  readonly contentHash: string;
  readonly bytes: Uint8Array;
}

/**
 * Thumbnails of large images by content, in a file of their own that may be deleted at any time. A cache never stands in the way: one
 * that is damaged is made anew, and where it cannot be written or read it is as if it held nothing.
 */
export class Thumbnails {
  #connection: Connection | null = null;

  constructor(
    private readonly file: string,
    private readonly mostBytes = defaultMostBytes,
  ) {
    this.#try(() => {
      this.#connection = open(file);
    });
  }

  /** Null where it holds none. */
  get(contentHash: string): Uint8Array | null {
    return this.#try(
      () =>
        this.#connection?.row<{ bytes: Uint8Array }>('SELECT bytes FROM thumbnails WHERE hash = ?', [
          hashBytes(contentHash),
        ])?.bytes ?? null,
    );
  }

  add(thumbnails: readonly Thumbnail[]): void {
    if (thumbnails.length === 0 || this.#isFull()) return;
    const rows = thumbnails.map(({ contentHash, bytes }) => [hashBytes(contentHash), Buffer.from(bytes)]);
    this.#try(() =>
      this.#connection?.executeMany('INSERT OR IGNORE INTO thumbnails (hash, bytes) VALUES (?, ?)', rows),
    );
  }

  close(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  #isFull(): boolean {
    const bytes = this.#try(
      () =>
        this.#connection?.row<{ bytes: number }>(
          'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
        )?.bytes,
    );
    return (bytes ?? Number.POSITIVE_INFINITY) >= this.mostBytes;
  }

  /** Null where SQLite refuses. */
  #try<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      // What SQLite says that no person can mend comes as its own error: a table that is missing.
      if (error instanceof Database.SqliteError) this.#startAnew();
      else if (!(error instanceof StudioError)) throw error;
      else if (error.code === 'catalog-damaged') this.#startAnew();
      return null;
    }
  }

  #startAnew(): void {
    this.close();
    try {
      for (const part of ['', '-wal', '-shm']) rmSync(this.file + part, { force: true });
      this.#connection = open(this.file);
    } catch {
      // Then there is none.
    }
  }
}

function open(file: string): Connection {
  const connection = new Connection(file);
  try {
    // What a power cut takes of it is made again.
    connection.pragma('synchronous = NORMAL');
    connection.pragma('cache_size = -8192');
    if (connection.pragma('user_version') !== format)
      connection.script(`
        DROP TABLE IF EXISTS thumbnails;
        CREATE TABLE thumbnails (hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;
        PRAGMA user_version = ${format};`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

const hashBytes = (contentHash: string) => Buffer.from(contentHash, 'hex');
