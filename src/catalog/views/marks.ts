import { studioError } from '../../core/errors';
import {
  type ImageMarks,
  isTagName,
  longestTag,
  type MarkChange,
  type PictureFilter,
  type PictureOrder,
  packMarks,
  type Tag,
  tagName,
} from '../../core/vocabulary/marks';
import type { Connection } from '../database/connection';
import { noteMark, starMark } from './mark-column';
import type { PictureColumns } from './picture-columns';
import { columnTerms, imagesWhere, pictureOrderSql } from './picture-filter';
import type { SavedFilterQueries } from './saved-filters';

/** What a step did to the marks of images, as `label_steps` holds it. */
export interface MarkStep {
  readonly id: number;
  /** A tag, or the star; null for a step that wrote notes. */
  readonly mark: number | null;
  readonly given: number | null;
  /** Empty if the step removed notes. */
  readonly note: string | null;
}

/** The marks that a list gives an image. */
export interface BroughtMarks {
  readonly path: string;
  readonly star: boolean;
  readonly tags: readonly string[];
  readonly note: string | null;
}

const chosen = `FROM json_each(@ids) j JOIN images i ON i.id = j.value WHERE i.content_hash IS NOT NULL`;

/**
 * Tags, stars and notes. They are kept by the content of files, so that copies share them and a picture that is imported again still has
 * them. An image whose file was never read has none.
 */
export class MarkQueries {
  constructor(
    private readonly connection: Connection,
    private readonly savedFilters: SavedFilterQueries,
    private readonly pictures: PictureColumns,
  ) {}

  /** All tags by name. */
  tags(): Tag[] {
    return this.connection.rows(
      `SELECT id, name, (SELECT count(*) FROM marks m WHERE m.mark = tags.id) AS images FROM tags
       ORDER BY name COLLATE NOCASE`,
    );
  }

  /** How many pictures have a star, and how many a note. */
  counts(): { readonly starred: number; readonly noted: number } {
    const count = (from: string) =>
      this.connection.row<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)!.n;
    return { starred: count(`marks WHERE mark = ${starMark}`), noted: count('image_notes') };
  }

  /** The id of the tag of this name, whatever its case; the tag is created if there is none. Throws `tag-name`. */
  ensureTag(name: string): number {
    const clean = cleanName(name);
    this.connection.execute('INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING', [clean]);
    return this.find(clean) as number;
  }

  /** The id of a tag by name; null if there is none. */
  find(name: string): number | null {
    return (
      this.connection.row<{ id: number }>('SELECT id FROM tags WHERE name = ?', [tagName(name)])?.id ?? null
    );
  }

  /** Throws `unknown-tag`, `tag-name`, `tag-name-taken`. */
  renameTag(id: number, name: string): void {
    const clean = cleanName(name);
    this.#mustBe(id);
    const other = this.find(clean);
    if (other !== null && other !== id) throw studioError('tag-name-taken', { name: clean });
    this.connection.execute('UPDATE tags SET name = ? WHERE id = ?', [clean, id]);
  }

  /** Deletes a tag, removing it from all images and saved filters, together with the steps about it. Throws `unknown-tag`. */
  removeTag(id: number): void {
    this.#mustBe(id);
    this.connection.transaction(() => {
      this.connection.execute('DELETE FROM label_steps WHERE mark = ?', [id]);
      this.connection.execute('DELETE FROM marks WHERE mark = ?', [id]);
      this.connection.execute('DELETE FROM tags WHERE id = ?', [id]);
      this.savedFilters.forgetTag(id);
    });
  }

  #mustBe(id: number): void {
    if (!this.connection.row('SELECT 1 FROM tags WHERE id = ?', [id]))
      throw studioError('unknown-tag', { id: String(id) });
  }

  /** Prepares the filter for a mark that many images may get now. */
  keepFor(change: MarkChange): void {
    this.pictures.keep(change.kind === 'note' ? noteMark : markOf(change));
  }

  /** Applies a change to images and records under a step which pictures it changes; returns how many. Throws `unknown-tag`. */
  write(stepId: number, imageIds: Iterable<number>, change: MarkChange): number {
    const ids = JSON.stringify([...imageIds]);
    if (change.kind === 'tag') this.#mustBe(change.tagId);
    const { changes } =
      change.kind === 'note'
        ? this.connection.execute(
            `INSERT INTO mark_step_images (step_id, hash, note)
             SELECT DISTINCT @step, i.content_hash, (SELECT note FROM image_notes n WHERE n.hash = i.content_hash) AS had
             ${chosen} AND had IS NOT @note`,
            { step: stepId, ids, note: change.note || null },
          )
        : this.connection.execute(
            `INSERT INTO mark_step_images (step_id, hash) SELECT DISTINCT @step, i.content_hash
             ${chosen} AND ${change.on ? 'NOT' : ''} EXISTS
               (SELECT 1 FROM marks m WHERE m.mark = @mark AND m.hash = i.content_hash)`,
            { step: stepId, ids, mark: markOf(change) },
          );
    if (changes > 0) this.turn(stepOf(stepId, change), true);
    return changes;
  }

  /** Redoes a step if `forth` is true, and undoes it otherwise. A note that was written since stays. */
  turn(step: MarkStep, forth: boolean): void {
    if (step.note === null) this.#turnMark(step, forth);
    else this.#turnNote(step, forth);
  }

  #turnMark({ id, mark, given }: MarkStep, forth: boolean): void {
    const gives = (given === 1) === forth;
    this.connection.execute(
      gives
        ? 'INSERT OR IGNORE INTO marks (mark, hash) SELECT ?, hash FROM mark_step_images WHERE step_id = ?'
        : 'DELETE FROM marks WHERE mark = ? AND hash IN (SELECT hash FROM mark_step_images WHERE step_id = ?)',
      [mark, id],
    );
  }

  #turnNote({ id, note }: MarkStep, forth: boolean): void {
    const [from, to] = forth ? ['s.note', '@note'] : ['@note', 's.note'];
    const still = `s.step_id = @id AND (SELECT n.note FROM image_notes n WHERE n.hash = s.hash) IS ${from}`;
    this.connection.execute(
      `INSERT INTO image_notes (hash, note) SELECT s.hash, ${to} FROM mark_step_images s
       WHERE ${still} AND ${to} IS NOT NULL ON CONFLICT (hash) DO UPDATE SET note = excluded.note`,
      { id, note: note || null },
    );
    this.connection.execute(
      `DELETE FROM image_notes WHERE hash IN
         (SELECT s.hash FROM mark_step_images s WHERE ${still} AND ${to} IS NULL)`,
      { id, note: note || null },
    );
  }

  /** The images of a step, without put-aside copies, ascending. */
  imagesOf(stepId: number): Int32Array {
    return Int32Array.from(
      this.connection.column<number>(
        `SELECT i.id FROM mark_step_images s CROSS JOIN images i INDEXED BY images_by_hash ON i.content_hash = s.hash
         WHERE s.step_id = ? AND i.state <> 'duplicate' ORDER BY i.id`,
        [stepId],
      ),
    );
  }

  /** The marks that tiles show, one byte for each image (`packMarks`), in the order of `ids`. */
  packed(ids: Int32Array): Uint8Array {
    const packed = new Uint8Array(ids.length);
    if (!this.#any) return packed;
    this.connection.each(
      `SELECT j.key, EXISTS (SELECT 1 FROM marks m WHERE m.mark = ${starMark} AND m.hash = i.content_hash),
         EXISTS (SELECT 1 FROM image_notes n WHERE n.hash = i.content_hash),
         (SELECT count(*) FROM marks m WHERE m.hash = i.content_hash AND m.mark <> ${starMark})
       FROM json_each(?) j JOIN images i ON i.id = j.value`,
      [JSON.stringify([...ids])],
      ([key, star, noted, tags]) => {
        packed[key as number] = packMarks(star === 1, noted === 1, tags as number);
      },
    );
    return packed;
  }

  get #any(): boolean {
    return (
      this.connection.row('SELECT 1 FROM marks UNION ALL SELECT 1 FROM image_notes LIMIT 1') !== undefined
    );
  }

  /** The star, tags and note of each of these images, in their order. */
  of(ids: readonly number[]): ImageMarks[] {
    const asked = [JSON.stringify(ids)];
    const marks = ids.map(() => ({ star: false, tagIds: [] as number[], note: null as string | null }));
    if (!this.#any) return marks;
    this.connection.each(
      `SELECT j.key, m.mark FROM json_each(?) j JOIN images i ON i.id = j.value
       JOIN marks m ON m.hash = i.content_hash LEFT JOIN tags t ON t.id = m.mark ORDER BY t.name COLLATE NOCASE`,
      asked,
      ([key, mark]) => {
        const its = marks[key as number];
        if (mark === starMark) its.star = true;
        else its.tagIds.push(mark as number);
      },
    );
    this.connection.each(
      `SELECT j.key, n.note FROM json_each(?) j JOIN images i ON i.id = j.value
       JOIN image_notes n ON n.hash = i.content_hash`,
      asked,
      ([key, note]) => {
        marks[key as number].note = note as string;
      },
    );
    return marks;
  }

  /** How many of these images have each of the tags that any of them has. */
  among(ids: Int32Array): { readonly tagId: number; readonly images: number }[] {
    return this.connection.rows(
      `SELECT m.mark AS tagId, count(*) AS images FROM json_each(?) j JOIN images i ON i.id = j.value
       JOIN marks m ON m.hash = i.content_hash WHERE m.mark <> ${starMark} GROUP BY m.mark`,
      [JSON.stringify([...ids])],
    );
  }

  /** Images that pass a filter, ascending by id. */
  images(filter: PictureFilter): Int32Array {
    return imagesWhere(this.connection, columnTerms(filter), this.pictures.passing(filter));
  }

  /** All images, in an order. */
  ordered(by: PictureOrder): Int32Array {
    const all = { terms: [], values: [] };
    if (by === 'star') return this.pictures.starredFirst(imagesWhere(this.connection, all, null));
    return imagesWhere(this.connection, all, null, `${pictureOrderSql[by]}, id`);
  }

  /** Adds the marks that a list gives a source's images. What a person wrote stays. */
  bring(sourceId: number, marks: Iterable<BroughtMarks>): void {
    const its =
      'SELECT @mark, content_hash FROM images WHERE source_id = @source AND path = @path AND content_hash IS NOT NULL';
    this.connection.transaction(() => {
      const tagIds = new Map<string, number>();
      const idOf = (name: string) => {
        const known = tagIds.get(name) ?? this.ensureTag(name);
        tagIds.set(name, known);
        return known;
      };
      for (const { path, star, tags, note } of marks) {
        for (const mark of [...(star ? [starMark] : []), ...tags.map(idOf)])
          this.connection.execute(`INSERT OR IGNORE INTO marks (mark, hash) ${its}`, {
            mark,
            source: sourceId,
            path,
          });
        if (note !== null)
          this.connection.execute(
            `INSERT INTO image_notes (note, hash) ${its} ON CONFLICT (hash) DO NOTHING`,
            { mark: note, source: sourceId, path },
          );
      }
    });
  }
}

const markOf = (change: Exclude<MarkChange, { kind: 'note' }>) =>
  change.kind === 'star' ? starMark : change.tagId;

/** A change as its step holds it. */
export const stepOf = (id: number, change: MarkChange): MarkStep =>
  change.kind === 'note'
    ? { id, mark: null, given: null, note: change.note }
    : { id, mark: markOf(change), given: change.on ? 1 : 0, note: null };

function cleanName(name: string): string {
  const clean = tagName(name);
  if (!isTagName(clean)) throw studioError('tag-name', { name: clean, most: longestTag });
  return clean;
}
