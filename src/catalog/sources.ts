import { StudioError } from '../core/errors';
import { build, type Connection } from './connection';
import { fromText, toText } from './json';
import type { JobState, SourceKind, Split } from './schema';

/** A folder or list that images were imported from. */
export interface Source {
  readonly id: number;
  readonly kind: SourceKind;
  /** The folder or list file, absolute. */
  readonly path: string;
  /** The folder that image paths are relative to. */
  readonly root: string;
  /** The split of all its images, or null where a list names it by row. */
  readonly split: Split | null;
  readonly addedAt: number;
}

/** Something wrong with a source that is no image, such as a line of a list. */
export interface Issue {
  readonly place: string;
  readonly code: string;
  readonly reason: string;
}

/** One import of a source. */
export interface ImportRecord {
  readonly id: number;
  readonly sourceId: number;
  readonly state: JobState;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly report: unknown;
}

const sourceColumns = ['id', 'kind', 'path', 'root', 'split', 'added_at as addedAt'] as const;

export class SourceQueries {
  constructor(private readonly connection: Connection) {}

  list(): Source[] {
    return this.connection.all(build.selectFrom('sources').select(sourceColumns).orderBy('id'));
  }

  /** Throws `unknown-source`. */
  get(id: number): Source {
    const source = this.connection.get(
      build.selectFrom('sources').select(sourceColumns).where('id', '=', id),
    );
    if (!source) throw new StudioError('unknown-source', `There is no source number ${id} in this project.`);
    return source;
  }

  findByPath(path: string): Source | undefined {
    return this.connection.get(build.selectFrom('sources').select(sourceColumns).where('path', '=', path));
  }

  add(source: Omit<Source, 'id' | 'addedAt'>): Source {
    const addedAt = Date.now();
    const { id } = this.connection.run(
      build.insertInto('sources').values({
        kind: source.kind,
        path: source.path,
        root: source.root,
        split: source.split,
        added_at: addedAt,
      }),
    );
    return { ...source, id, addedAt };
  }

  /** Points a source at the place its files were moved to; images keep labels and reviews. */
  relocate(id: number, path: string, root: string): void {
    this.connection.run(build.updateTable('sources').set({ path, root }).where('id', '=', id));
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
      'INSERT INTO issues (source_id, place, code, reason) VALUES (?, ?, ?, ?)',
      issues.map(({ place, code, reason }) => [sourceId, place, code, reason]),
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
    return this.connection.all(query).map((row) => ({ ...row, report: fromText(row.report) }));
  }

  issues(sourceId: number): Issue[] {
    return this.connection.all(
      build
        .selectFrom('issues')
        .select(['place', 'code', 'reason'])
        .where('source_id', '=', sourceId)
        .orderBy('id'),
    );
  }
}
