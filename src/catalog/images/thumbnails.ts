import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StudioError } from '../../core/errors';
import { Connection } from '../database/connection';

/** Thumbnails are made again when this number changes. */
const format = 2;
/** Enough for some 400,000 thumbnails. A full cache accepts no more. */
const defaultMostBytes = 4 * 2 ** 30;

/** A thumbnail of the image whose bytes have this sha-256, 64 hex digits. */
export interface Thumbnail {
  readonly contentHash: string;
  readonly bytes: Uint8Array;
}

/**
 * Thumbnails of large images by content, in a file of their own that may be deleted at any time. The cache
 * never stops work: a damaged one is replaced, and one that cannot be read or written behaves as if it were
 * empty.
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

  /** Returns null if the cache has no such thumbnail. */
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

  /** Returns null if SQLite reports an error. */
  #try<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      // An SQLite error that a person cannot fix, such as a missing table, arrives as a plain error.
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
      // If even that fails, there is no cache.
    }
  }
}

function open(file: string): Connection {
  const connection = new Connection(file);
  try {
    // Thumbnails lost in a power cut are simply made again.
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
