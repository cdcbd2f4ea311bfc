import { resolve } from 'node:path';
import type { ImageState, Issue, Split } from '../../core/vocabulary/images';
import { asideNotes } from '../../core/words/notes/aside';
import type { Values } from '../../core/words/template';
import { valuesSchema } from '../../core/words/values-schema';
import type { Connection } from '../database/connection';
import { fromText, toText } from '../database/json';
import { nextNumber } from '../database/numbering';
import { settle } from './duplicates';
import { followDrawnGroup } from './given-groups';
import { writeLabels } from './labels';

/** What the catalog already knows about a file of a source. */
export interface KnownFile {
  readonly id: number;
  readonly size: number | null;
  readonly mtimeMs: number | null;
  readonly givenSplit: Split;
  readonly classId: number | null;
  readonly state: ImageState;
  /** The reason why its state is not `ok`. */
  readonly code: string | null;
  /** Whether its pixels were ever decoded without error (0 or 1). */
  readonly readable: number;
}

/** A file as its source describes it. */
interface Described {
  /** Relative to the source's root. */
  readonly path: string;
  readonly split: Split;
  readonly classId: number | null;
  /** The group that a list names for it. */
  readonly group?: string;
}

/** A file that was read: its facts. Hashes are hex. */
export interface ReadFile extends Described {
  readonly size: number;
  readonly mtimeMs: number;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly contentHash: string;
  readonly perceptualHash: string;
  /** Hashes of parts of the image, concatenated; null if the image is too small. */
  readonly cropHashes?: string | null;
}

/**
 * A file that cannot be used. Without a size the next import tries it again; with a size only when the file
 * has changed.
 */
export interface BadFile extends Described {
  readonly size: number | null;
  readonly mtimeMs: number | null;
  readonly code: string;
  readonly reason: string;
  readonly values: Values | null;
}

/** What became of the files of an import, beside what it says of each. */
export interface StoredFiles {
  /** New files that are held out because a draw put the group there that a list names for them. */
  readonly followed: number;
  /** Files that a draw held out and that now have another picture than then. */
  readonly replaced: number;
}

interface StoredRow {
  readonly [column: string]: string | number | null;
}

/**
 * The split after another import of a file. A drawn split survives an import with the same description, and
 * an image that a person drew into the test split stays there whatever a later import says, unless its source becomes a named set.
 */
const splitAfter = (given: string) =>
  `CASE WHEN given_split = ${given} OR (split = 'test' AND given_split <> 'test' AND ${given} <> 'extra-test') THEN split ELSE ${given} END`;

const upsert = `
  INSERT INTO images (id, source_id, path, size, mtime_ms, format, width, height, content_hash, perceptual_hash,
    crop_hashes, given_group, given_split, split, state, code, reason, reason_values)
  VALUES (${nextNumber('images')}, @sourceId, @path, @size, @mtimeMs, @format, @width, @height, unhex(@contentHash), unhex(@perceptualHash),
    unhex(@cropHashes), @group, @split, @split, @state, @code, @reason, @reasonValues)
  ON CONFLICT (source_id, path) DO UPDATE SET
    size = excluded.size, mtime_ms = excluded.mtime_ms, format = excluded.format, width = excluded.width,
    height = excluded.height, content_hash = excluded.content_hash, perceptual_hash = excluded.perceptual_hash,
    crop_hashes = excluded.crop_hashes, given_group = excluded.given_group,
    split = ${splitAfter('excluded.given_split')},
    given_split = excluded.given_split, state = excluded.state, code = excluded.code, reason = excluded.reason,
    reason_values = excluded.reason_values, twin_id = NULL`;

/**
 * What an import reads from and writes to the catalog. Every call is one transaction, after which no copy of
 * a test image is usable.
 */
export class ImportQueries {
  constructor(private readonly connection: Connection) {}

  /** What the catalog knows of these files, by path. */
  known(sourceId: number, paths: readonly string[]): Map<string, KnownFile> {
    const rows = this.connection.rows<KnownFile & { path: string }>(
      `SELECT i.path, i.id, i.size, i.mtime_ms AS mtimeMs, i.given_split AS givenSplit, i.class_id AS classId, i.state,
         i.code, i.content_hash IS NOT NULL AS readable
       FROM json_each(?) j CROSS JOIN images i ON i.source_id = ? AND i.path = j.value`,
      [JSON.stringify(paths), sourceId],
    );
    return new Map(rows.map(({ path, ...known }) => [path, known]));
  }

  /** Every file that the catalog has of a source, with the split that the source gave it. */
  given(sourceId: number): { path: string; givenSplit: Split }[] {
    return this.connection.rows('SELECT path, given_split AS givenSplit FROM images WHERE source_id = ?', [
      sourceId,
    ]);
  }

  /**
   * Writes files that were read or found bad; labels that a person set stay. New ones go where a draw put the group that a list names for
   * them.
   */
  store(sourceId: number, read: readonly ReadFile[], bad: readonly BadFile[]): StoredFiles {
    const rows = [
      ...read.map((file) => readRow(sourceId, file)),
      ...bad.map((file) => badRow(sourceId, file)),
    ];
    const grouped = [...read, ...bad].filter(({ group }) => group !== undefined).map(({ path }) => path);
    return this.connection.transaction(() => {
      const before = this.#hashes(sourceId, rows);
      const known = this.known(sourceId, grouped);
      const replaced = this.#replaced(sourceId, read);
      this.connection.executeMany(upsert, rows);
      this.#label(sourceId, [...read, ...bad]);
      const added = [...this.known(sourceId, grouped)].filter(([path]) => !known.has(path));
      const followed = followDrawnGroup(
        this.connection,
        added.map(([, { id }]) => id),
      );
      settle(this.connection, [...before, ...read.map((file) => file.contentHash)]);
      return { followed: followed.length, replaced };
    });
  }

  /**
   * Updates readable files that did not change but whose description did, and files that were missing and are
   * back.
   */
  redescribe(sourceId: number, files: readonly Described[]): void {
    const change = `
      UPDATE images SET split = ${splitAfter('@split')}, given_split = @split, given_group = @group,
        state = CASE state WHEN 'missing' THEN 'ok' ELSE state END,
        code = CASE state WHEN 'missing' THEN NULL ELSE code END, reason = CASE state WHEN 'missing' THEN NULL ELSE reason END,
        reason_values = CASE state WHEN 'missing' THEN NULL ELSE reason_values END
      WHERE source_id = @sourceId AND path = @path`;
    this.connection.transaction(() => {
      this.connection.executeMany(
        change,
        files.map(({ path, split, group }) => ({ sourceId, path, split, group: group ?? null })),
      );
      this.#label(sourceId, files);
      settle(this.connection, this.#hashes(sourceId, files));
    });
  }

  /** Marks the images of a source that are not among `paths` as missing; returns their absolute paths. */
  markMissing(sourceId: number, paths: ReadonlySet<string>): string[] {
    return this.connection.transaction(() => {
      const gone: number[] = [];
      this.connection.each(
        "SELECT id, path FROM images WHERE source_id = ? AND state <> 'missing'",
        [sourceId],
        ([id, path]) => {
          if (!paths.has(path as string)) gone.push(id as number);
        },
      );
      if (gone.length === 0) return [];
      const ids = JSON.stringify(gone);
      const hashes = this.connection.column<string>(
        `SELECT DISTINCT lower(hex(i.content_hash)) FROM json_each(?) j JOIN images i ON i.id = j.value
         WHERE i.content_hash IS NOT NULL`,
        [ids],
      );
      this.connection.execute(
        `UPDATE images SET state = 'missing', code = 'missing', twin_id = NULL, reason_values = NULL, reason = ?
         WHERE id IN (SELECT value FROM json_each(?))`,
        [asideNotes.missing.en, ids],
      );
      settle(this.connection, hashes);
      const files = this.connection.rows<{ root: string; path: string }>(
        `SELECT s.root, i.path FROM json_each(?) j JOIN images i ON i.id = j.value JOIN sources s ON s.id = i.source_id`,
        [ids],
      );
      return files.map(({ root, path }) => resolve(root, path));
    });
  }

  /** The quarantined files of a source, by path. */
  quarantined(sourceId: number, limit: number): (Omit<Issue, 'place'> & { readonly path: string })[] {
    const rows = this.connection.rows<{ path: string; code: string; reason: string; values: string | null }>(
      `SELECT path, code, reason, reason_values AS "values" FROM images
       WHERE state = 'quarantined' AND state <> 'ok' AND source_id = ? ORDER BY path LIMIT ?`,
      [sourceId, limit],
    );
    return rows.map((row) => ({ ...row, values: fromText(row.values, valuesSchema) }));
  }

  /** How many of these files a draw held out while they had another content. */
  #replaced(sourceId: number, files: readonly ReadFile[]): number {
    return this.connection.row<{ n: number }>(
      `SELECT count(*) AS n FROM json_each(?) j CROSS JOIN images i ON i.source_id = ? AND i.path = j.value ->> 0
       WHERE i.split IN ('test', 'validation') AND i.split <> i.given_split AND i.content_hash <> unhex(j.value ->> 1)`,
      [JSON.stringify(files.map(({ path, contentHash }) => [path, contentHash])), sourceId],
    )!.n;
  }

  #hashes(sourceId: number, files: readonly { path?: string | number | null }[]): string[] {
    return this.connection.column<string>(
      `SELECT DISTINCT lower(hex(i.content_hash)) FROM json_each(?) j
       CROSS JOIN images i ON i.source_id = ? AND i.path = j.value WHERE i.content_hash IS NOT NULL`,
      [JSON.stringify(files.map((file) => file.path)), sourceId],
    );
  }

  #label(sourceId: number, files: readonly Described[]): void {
    const known = this.known(
      sourceId,
      files.map((file) => file.path),
    );
    const labels = files.map(({ path, classId }) => ({ imageId: known.get(path)!.id, classId }));
    writeLabels(this.connection, labels, 'import', Date.now());
  }
}

function readRow(sourceId: number, file: ReadFile): StoredRow {
  const { path, split, size, mtimeMs, format, width, height, contentHash, perceptualHash } = file;
  const { cropHashes = null, group = null } = file;
  return {
    ...{ sourceId, path, split, size, mtimeMs, format, width, height, contentHash, perceptualHash },
    ...{ cropHashes, group },
    ...{ state: 'ok', code: null, reason: null, reasonValues: null },
  };
}

function badRow(sourceId: number, file: BadFile): StoredRow {
  const { path, split, size, mtimeMs, code, reason, values } = file;
  return {
    ...{ sourceId, path, split, size, mtimeMs, code, reason, state: 'quarantined' },
    reasonValues: toText(values),
    group: file.group ?? null,
    ...{ format: null, width: null, height: null, contentHash: null, perceptualHash: null, cropHashes: null },
  };
}
