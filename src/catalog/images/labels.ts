import type { Split } from '../../core/vocabulary/images';
import type { Connection } from '../database/connection';
import { build } from '../database/connection';
import { settle } from './duplicates';

/** One entry of an image's label history. */
export interface LabelEntry {
  readonly classId: number | null;
  /** `import`, or the name of the person. */
  readonly who: string;
  readonly at: number;
}

/** What a label determines about an image: its class and its split. */
export interface LabelState {
  readonly imageId: number;
  readonly classId: number | null;
  readonly split: Split;
}

/** Adds an entry only if it changes the label and, for an import, only if no person has decided. */
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
   * Labels images (null removes a label) in one transaction and keeps the history. A pool image that gets a
   * label is trained on from then on; one that loses it returns to the pool; held-out images stay held out.
   * Copies of one picture whose labels now agree or disagree change state with it. Returns the earlier class
   * and split of each changed image, for `restore`.
   */
  set(imageIds: Iterable<number>, classId: number | null, who: string): LabelState[] {
    const [from, to]: Split[] =
      classId === null ? ['labelled-train', 'unlabelled'] : ['unlabelled', 'labelled-train'];
    return this.connection.transaction(() => {
      const before = this.#states(imageIds).filter(
        (image) => image.classId !== classId || image.split === from,
      );
      const after = before.map(({ imageId, split }) => ({
        imageId,
        classId,
        split: split === from ? to : split,
      }));
      this.#write(after, who);
      return before;
    });
  }

  /** Counts the labels of these images by class, without `classId`, the most frequent class first. */
  otherThan(
    imageIds: Iterable<number>,
    classId: number | null,
  ): { readonly classId: number; readonly images: number }[] {
    return this.connection.rows(
      `SELECT i.class_id AS classId, count(*) AS images FROM json_each(?) j JOIN images i ON i.id = j.value
       WHERE i.class_id IS NOT NULL AND i.class_id IS NOT ? GROUP BY i.class_id ORDER BY images DESC, classId`,
      [JSON.stringify([...imageIds]), classId],
    );
  }

  /** Those of these images that have no label of another class than `classId`, in their order. */
  without(imageIds: Iterable<number>, classId: number | null): number[] {
    return this.connection.column(
      `SELECT i.id FROM json_each(?) j JOIN images i ON i.id = j.value
       WHERE i.class_id IS NULL OR i.class_id IS ? ORDER BY j.key`,
      [JSON.stringify([...imageIds]), classId],
    );
  }

  /**
   * Records that a person looked at images and left their labels unchanged: imports no longer change them.
   */
  confirm(imageIds: readonly number[], who: string): void {
    this.connection.execute(
      `INSERT INTO labels (image_id, class_id, who, at)
       SELECT id, class_id, ?, ? FROM images WHERE id IN (SELECT value FROM json_each(?)) AND class_id IS NOT NULL`,
      [who, Date.now(), JSON.stringify(imageIds)],
    );
  }

  /** Takes back the last confirmation of each of these images; labels that were given stay. */
  takeBack(imageIds: readonly number[]): void {
    this.connection.execute(
      `DELETE FROM labels WHERE id IN (
         SELECT l.id FROM json_each(?) j JOIN labels l ON l.id = (SELECT max(id) FROM labels WHERE image_id = j.value)
         WHERE l.who <> 'import' AND l.class_id =
           (SELECT class_id FROM labels p WHERE p.image_id = l.image_id AND p.id < l.id ORDER BY p.id DESC LIMIT 1))`,
      [JSON.stringify(imageIds)],
    );
  }

  /** Gives images the labels that they had before, as new entries of their history. */
  restore(states: readonly LabelState[], who: string): void {
    this.connection.transaction(() => this.#write(states, who));
  }

  #states(imageIds: Iterable<number>): LabelState[] {
    return this.connection.rows(
      `SELECT i.id AS imageId, i.class_id AS classId, i.split FROM json_each(?) j JOIN images i ON i.id = j.value
       ORDER BY j.key`,
      [JSON.stringify([...imageIds])],
    );
  }

  /** Images held out meanwhile stay held out. */
  #write(states: readonly LabelState[], who: string): void {
    writeLabels(this.connection, states, who, Date.now());
    this.connection.executeMany(
      `UPDATE images SET split = ? WHERE id = ? AND split <> ? AND split IN ('labelled-train', 'unlabelled')`,
      states.map(({ imageId, split }) => [split, imageId, split]),
    );
    settle(
      this.connection,
      hashesOf(
        this.connection,
        states.map(({ imageId }) => imageId),
      ),
    );
  }

  /** Those of the images whose label a person gave or confirmed since the time `at`, or confirmed at any time. */
  settledSince(imageIds: readonly number[], at: number): number[] {
    return this.connection.column(
      `SELECT l.image_id FROM json_each(?) j JOIN labels l ON l.id =
         (SELECT max(id) FROM labels WHERE image_id = j.value)
       WHERE l.who <> 'import' AND (l.at >= ? OR l.class_id =
         (SELECT class_id FROM labels p WHERE p.image_id = l.image_id AND p.id < l.id ORDER BY p.id DESC LIMIT 1))`,
      [JSON.stringify(imageIds), at],
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
