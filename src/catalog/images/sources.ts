import type { z } from 'zod';
import { studioError } from '../../core/errors';
import { importReportSchema } from '../../core/stored/columns';
import type { JobState } from '../../core/stored/runs';
import type { Issue, SourceKind, Split } from '../../core/vocabulary/images';
import { valuesSchema } from '../../core/words/values-schema';
import { build, type Connection } from '../database/connection';
import { fromText, toText } from '../database/json';

/** A folder or list that images were imported from. */
export interface Source {
  readonly id: number;
  readonly kind: SourceKind;
  /** The folder or list file, absolute. */
  readonly path: string;
  /** The folder that image paths are relative to. */
  readonly root: string;
  /** The split of all its images, or null if a list names it by row. */
  readonly split: Split | null;
  /** The named test set that this source is, or is a part of. */
  readonly setId: number | null;
  readonly addedAt: number;
}

/** One import of a source. */
export interface ImportRecord {
  readonly id: number;
  readonly sourceId: number;
  readonly state: JobState;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly report: Readonly<z.infer<typeof importReportSchema>> | null;
}

/** Where a file of a source was last found. */
export interface SourceFile extends MovedFile {
  readonly size: number;
  /** Hex. */
  readonly contentHash: string;
}

export interface MovedFile {
  readonly imageId: number;
  /** Relative to the root. */
  readonly path: string;
  readonly mtimeMs: number;
}

const sourceColumns = [
  'id',
  'kind',
  'path',
  'root',
  'split',
  'set_id as setId',
  'added_at as addedAt',
] as const;

export class SourceQueries {
  constructor(private readonly connection: Connection) {}

  /** Leaves out removed sources. */
  list(): Source[] {
    const query = build.selectFrom('sources').select(sourceColumns).where('removed_at', 'is', null);
    return this.connection.all(query.orderBy('id'));
  }

  /** Throws `unknown-source`. */
  get(id: number): Source {
    const source = this.connection.get(
      build.selectFrom('sources').select(sourceColumns).where('id', '=', id),
    );
    if (!source) throw studioError('unknown-source', { id: String(id) });
    return source;
  }

  /** Also finds a removed source, which can be added again. */
  findByPath(path: string): Source | undefined {
    return this.connection.get(build.selectFrom('sources').select(sourceColumns).where('path', '=', path));
  }

  add({
    setId = null,
    ...given
  }: Omit<Source, 'id' | 'addedAt' | 'setId'> & Partial<Pick<Source, 'setId'>>): Source {
    const addedAt = Date.now();
    const source = { ...given, setId };
    const { id } = this.connection.run(
      build.insertInto('sources').values({
        kind: source.kind,
        path: source.path,
        root: source.root,
        split: source.split,
        set_id: source.setId,
        added_at: addedAt,
      }),
    );
    return { ...source, id, addedAt };
  }

  /** Every file of a source that was ever read, as it was last found. */
  files(id: number): SourceFile[] {
    return this.connection.rows(
      `SELECT id AS imageId, path, size, mtime_ms AS mtimeMs, lower(hex(content_hash)) AS contentHash FROM images
       WHERE source_id = ? AND content_hash IS NOT NULL ORDER BY id`,
      [id],
    );
  }

  /**
   * Sets a source's new location after its files were moved, in one transaction; images keep labels and
   * reviews. `moves` lists the images whose path in the source changed, or whose file has another modification
   * time. Throws `source-known` if another source has that location.
   */
  relocate(id: number, path: string, root: string, moves: readonly MovedFile[] = []): void {
    const other = this.findByPath(path);
    if (other && other.id !== id) throw studioError('source-known', { path });
    this.connection.transaction(() => {
      this.connection.run(build.updateTable('sources').set({ path, root }).where('id', '=', id));
      // Paths are first moved out of each other's way: files may have swapped names, and a missing file may
      // be where another one is now.
      this.connection.executeMany(
        "UPDATE images SET path = '//moved/' || id WHERE id = ?",
        moves.map(({ imageId }) => [imageId]),
      );
      this.connection.executeMany(
        "UPDATE images SET path = '//lost/' || id || '/' || path WHERE source_id = ? AND path = ?",
        moves.map((move) => [id, move.path]),
      );
      this.connection.executeMany(
        'UPDATE images SET path = ?, mtime_ms = ? WHERE id = ?',
        moves.map((move) => [move.path, move.mtimeMs, move.imageId]),
      );
    });
  }

  isRemoved(id: number): boolean {
    const query = build.selectFrom('sources').select('removed_at as at').where('id', '=', id);
    return this.connection.get(query)?.at !== null;
  }

  /** Makes a removed source a source again, with the kind, split and test set that it is now added with. */
  readmit(id: number, { kind, split, setId }: Pick<Source, 'kind' | 'split' | 'setId'>): void {
    const row = { removed_at: null, kind, split, set_id: setId };
    this.connection.run(build.updateTable('sources').set(row).where('id', '=', id));
  }

  startImport(sourceId: number): number {
    return this.connection.run(
      build.insertInto('imports').values({
        source_id: sourceId,
        state: 'running',
        started_at: Date.now(),
        finished_at: null,
        report: null,
      }),
    ).id;
  }

  /**
   * Marks imports whose process is gone as interrupted: until they are continued, a part of their source is
   * missing.
   */
  interruptAll(): void {
    this.connection.run(
      build.updateTable('imports').set({ state: 'interrupted' }).where('state', '=', 'running'),
    );
  }

  /** Ends an import and replaces the source's issues by those it found. */
  finishImport(id: number, state: JobState, report: unknown, issues?: readonly Issue[]): void {
    this.connection.transaction(() => {
      this.connection.run(
        build
          .updateTable('imports')
          .set({ state, report: toText(report), finished_at: Date.now() })
          .where('id', '=', id),
      );
      if (issues) this.#replaceIssues(id, issues);
    });
  }

  #replaceIssues(importId: number, issues: readonly Issue[]): void {
    const { sourceId } = this.connection.get(
      build.selectFrom('imports').select('source_id as sourceId').where('id', '=', importId),
    )!;
    this.connection.run(build.deleteFrom('issues').where('source_id', '=', sourceId));
    this.connection.executeMany(
      'INSERT INTO issues (source_id, place, code, reason, reason_values) VALUES (?, ?, ?, ?, ?)',
      issues.map(({ place, code, reason, values }) => [sourceId, place, code, reason, toText(values)]),
    );
  }

  /** Newest first. */
  imports(sourceId: number): ImportRecord[] {
    const query = build
      .selectFrom('imports')
      .select([
        'id',
        'source_id as sourceId',
        'state',
        'started_at as startedAt',
        'finished_at as finishedAt',
        'report',
      ])
      .where('source_id', '=', sourceId)
      .orderBy('id', 'desc');
    return this.connection
      .all(query)
      .map((row) => ({ ...row, report: fromText(row.report, importReportSchema) }));
  }

  issues(sourceId: number): Issue[] {
    const query = build
      .selectFrom('issues')
      .select(['place', 'code', 'reason', 'reason_values as values'])
      .where('source_id', '=', sourceId)
      .orderBy('id');
    return this.connection.all(query).map((row) => ({ ...row, values: fromText(row.values, valuesSchema) }));
  }
}
