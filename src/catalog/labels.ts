import type { Connection } from './connection';
import { build } from './connection';
import { settle } from './duplicates';

/** One entry of an image's label history. */
export interface LabelEntry {
  readonly classId: number | null;
  /** `import`, or the name of the person. */
  readonly who: string;
  readonly at: number;
}

/** Adds an entry only where it changes the label and, for an import, only where no person has had a say. */
const insertLabel = `
  INSERT INTO labels (image_id, class_id, who, at)
  SELECT i.id, @classId, @who, @at FROM images i
  WHERE i.id = @imageId AND i.class_id IS NOT @classId
    AND (@who <> 'import' OR coalesce(
      (SELECT who FROM labels WHERE image_id = @imageId ORDER BY id DESC LIMIT 1), 'import') = 'import')`;

/** Sets labels inside the caller's transaction; the caller settles duplicates. */
export function writeLabels(
  connection: Connection,
  labels: Iterable<{ imageId: number; classId: number | null }>,
  who: string,
  at: number,
): void {
  const rows = (function* () {
    for (const { imageId, classId } of labels) yield { imageId, classId, who, at };
  })();
  connection.executeMany(insertLabel, rows);
}

export class LabelQueries {
  constructor(private readonly connection: Connection) {}

  /**
   * Labels images (null takes a label away) in one transaction and keeps the history. Two copies of one picture whose
   * labels now agree or disagree change state with it.
   */
  set(imageIds: readonly number[], classId: number | null, who: string): void {
    this.connection.transaction(() => {
      const labels = imageIds.map((imageId) => ({ imageId, classId }));
      writeLabels(this.connection, labels, who, Date.now());
      settle(this.connection, hashesOf(this.connection, imageIds));
    });
  }

  /** Notes that a person looked at images and leaves their labels as they are: imports no longer change them. */
  confirm(imageIds: readonly number[], who: string): void {
    this.connection.execute(
      `INSERT INTO labels (image_id, class_id, who, at)
       SELECT id, class_id, ?, ? FROM images WHERE id IN (SELECT value FROM json_each(?)) AND class_id IS NOT NULL`,
      [who, Date.now(), JSON.stringify(imageIds)],
    );
  }

  /** Who gave each of these images the label it has (`import` or a person); images that never had one are left out. */
  sources(imageIds: readonly number[]): Map<number, string> {
    const rows = this.connection.rows<{ imageId: number; who: string }>(
      `SELECT l.image_id AS imageId, l.who FROM json_each(?) j JOIN labels l ON l.id =
         (SELECT max(id) FROM labels WHERE image_id = j.value)`,
      [JSON.stringify(imageIds)],
    );
    return new Map(rows.map(({ imageId, who }) => [imageId, who]));
  }

  /** Newest first. */
  history(imageId: number): LabelEntry[] {
    return this.connection.all(
      build
        .selectFrom('labels')
        .select(['class_id as classId', 'who', 'at'])
        .where('image_id', '=', imageId)
        .orderBy('id', 'desc'),
    );
  }
}

/** Content hashes (hex) of images, without those that were never read. */
export function hashesOf(connection: Connection, imageIds: readonly number[]): string[] {
  return connection.column<string>(
    `SELECT DISTINCT lower(hex(i.content_hash)) FROM json_each(?) j JOIN images i ON i.id = j.value
     WHERE i.content_hash IS NOT NULL`,
    [JSON.stringify(imageIds)],
  );
}
