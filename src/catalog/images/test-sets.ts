import { resolve } from 'node:path';
import { type StudioError, studioError } from '../../core/errors';
import { hardSetOriginSchema } from '../../core/stored/columns';
import {
  type HardSetOrigin,
  type TestSet,
  type TestSetKind,
  testSetName,
} from '../../core/vocabulary/test-sets';
import { build, type Connection } from '../database/connection';
import { fromText, toText } from '../database/json';
import type { ImageInput } from './images';

/** A set with the images that it has now. */
export interface CountedTestSet extends TestSet {
  /** Usable labelled images. */
  readonly images: number;
  /** Usable images of its sources without a label, which are not measured. */
  readonly unlabelled: number;
}

const columns = ['id', 'name', 'kind', 'origin', 'created_at as createdAt'] as const;

const ofSources = `FROM images i JOIN sources s ON s.id = i.source_id
  WHERE i.split = 'extra-test' AND i.state = 'ok' AND s.set_id = ?`;

/**
 * The images of a frozen set that are usable, held out and still have the label and the content of that time: under another label, and of
 * another picture, it is no longer known whether the baseline is wrong about them.
 */
const ofFrozen = `FROM test_set_images t JOIN images i ON i.id = t.image_id JOIN sources s ON s.id = i.source_id
  JOIN classes c ON c.id = t.class_id
  WHERE t.set_id = ? AND i.state = 'ok' AND i.split IN ('test', 'extra-test') AND i.class_id = coalesce(c.merged_into, c.id)
    AND i.content_hash = coalesce(t.content_hash, i.content_hash)`;

/** Named test sets. Their names are unique, whatever their kind. */
export class TestSetQueries {
  constructor(private readonly connection: Connection) {}

  /** By name; sets whose images are all gone are left out. */
  list(): CountedTestSet[] {
    const rows = this.connection.all(build.selectFrom('test_sets').select(columns).orderBy('name'));
    return rows
      .map((row) => this.#counted(parsed(row)))
      .filter(({ images, unlabelled }) => images + unlabelled > 0);
  }

  /** Throws `unknown-test-set`. */
  get(id: number): TestSet {
    const row = this.connection.get(build.selectFrom('test_sets').select(columns).where('id', '=', id));
    if (!row) throw this.#unknown(String(id));
    return parsed(row);
  }

  /** Throws `unknown-test-set`. */
  named(raw: string): TestSet {
    const set = this.find(raw);
    if (!set) throw this.#unknown(raw);
    return set;
  }

  find(raw: string): TestSet | undefined {
    const query = build.selectFrom('test_sets').select(columns).where('name', '=', testSetName(raw));
    const row = this.connection.get(query);
    return row && parsed(row);
  }

  /** The imported set of this name, which is created if there is none. Throws `test-set-name`, `test-set-taken`. */
  ensureImported(raw: string): TestSet {
    const known = this.find(raw);
    if (!known) return this.#create(raw, 'imported', null);
    if (known.kind !== 'imported') throw studioError('test-set-taken', { name: known.name });
    return known;
  }

  /** Makes a set of these images under their present labels. Throws `test-set-name`, `test-set-taken`. */
  freeze(raw: string, origin: HardSetOrigin, imageIds: readonly number[]): TestSet {
    return this.connection.transaction(() => {
      if (this.find(raw)) throw studioError('test-set-taken', { name: testSetName(raw) });
      const set = this.#create(raw, 'hard', origin);
      this.connection.execute(
        `INSERT INTO test_set_images (set_id, image_id, class_id, content_hash)
         SELECT ?, i.id, i.class_id, i.content_hash FROM json_each(?) j JOIN images i ON i.id = j.value WHERE i.class_id IS NOT NULL`,
        [set.id, JSON.stringify(imageIds)],
      );
      return set;
    });
  }

  /** Forgets a frozen set and what was measured on it; its images stay. Throws `unknown-test-set`, `test-set-imported`. */
  remove(id: number): void {
    const { kind, name } = this.get(id);
    if (kind === 'imported') throw studioError('test-set-imported', { name });
    this.connection.transaction(() => {
      const measured = 'SELECT id FROM evaluations WHERE set_id = ?';
      this.connection.execute(`DELETE FROM predictions WHERE evaluation_id IN (${measured})`, [id]);
      this.connection.execute('DELETE FROM evaluations WHERE set_id = ?', [id]);
      this.connection.execute('DELETE FROM test_set_images WHERE set_id = ?', [id]);
      this.connection.execute('DELETE FROM test_sets WHERE id = ?', [id]);
    });
  }

  /** The usable images of a set, by id. */
  images({ id, kind }: Pick<TestSet, 'id' | 'kind'>): ImageInput[] {
    const rows = this.connection.rows<ImageInput & { path: string }>(
      `SELECT i.id, i.path, s.root AS file, lower(hex(i.content_hash)) AS contentHash, i.class_id AS classId
       ${kind === 'hard' ? ofFrozen : ofSources} ORDER BY i.id`,
      [id],
    );
    return rows.map(({ path, file, ...image }) => ({ ...image, file: resolve(file, path) }));
  }

  #counted(set: TestSet): CountedTestSet {
    const counts = this.connection.row<{ all: number; labelled: number }>(
      `SELECT count(*) AS "all", count(i.class_id) AS labelled ${set.kind === 'hard' ? ofFrozen : ofSources}`,
      [set.id],
    )!;
    return { ...set, images: counts.labelled, unlabelled: counts.all - counts.labelled };
  }

  #create(raw: string, kind: TestSetKind, origin: HardSetOrigin | null): TestSet {
    const row = { name: testSetName(raw), kind, origin: toText(origin), created_at: Date.now() };
    return this.get(this.connection.run(build.insertInto('test_sets').values(row)).id);
  }

  #unknown(name: string): StudioError {
    const known = this.list().map((set) => `"${set.name}"`);
    return known.length > 0
      ? studioError('unknown-test-set', { name, known: known.join(', ') })
      : studioError('no-test-sets', { name });
  }
}

function parsed(row: Omit<TestSet, 'origin'> & { origin: string | null }): TestSet {
  return { ...row, origin: fromText(row.origin, hardSetOriginSchema) };
}
