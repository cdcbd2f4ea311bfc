import { resolve } from 'node:path';
import { studioError } from '../../core/errors';
import type { Image, ImageState, Issue, Split } from '../../core/vocabulary/images';
import { valuesSchema } from '../../core/words/values-schema';
import type { Connection } from '../database/connection';
import { fromText, toText } from '../database/json';
import { settle } from './duplicates';
import { type ImageFilter, whereOf } from './image-filter';
import { hashesOf } from './labels';

/** The facts about an image that training, labelling and caching need. */
export interface ImageInput {
  readonly id: number;
  readonly file: string;
  readonly contentHash: string;
  readonly classId: number | null;
}

export type ImageOrder = 'id' | 'path' | 'class' | 'size';

const orders: Readonly<Record<ImageOrder, string>> = {
  id: 'i.id',
  path: 'i.source_id, i.path',
  class: 'i.class_id, i.id',
  size: 'i.width * i.height, i.id',
};

const imageColumns = `i.id, i.source_id AS sourceId, i.path, s.root AS file, i.size, i.mtime_ms AS mtimeMs, i.format,
  i.width, i.height, nullif(lower(hex(i.content_hash)), '') AS contentHash,
  nullif(lower(hex(i.perceptual_hash)), '') AS perceptualHash,
  i.split, i.class_id AS classId, i.state, i.code, i.reason, i.reason_values AS reasonValues,
  i.twin_id AS twinId`;

export class ImageQueries {
  constructor(private readonly connection: Connection) {}

  /** Throws `unknown-image`. */
  get(id: number): Image {
    const [image] = this.byIds([id]);
    if (!image) throw studioError('unknown-image', { id: String(id) });
    return image;
  }

  /** The images with these ids, in the order given; unknown ids are left out. */
  byIds(ids: readonly number[]): Image[] {
    const rows = this.connection.rows<ImageRow>(
      `SELECT ${imageColumns} FROM json_each(?) j JOIN images i ON i.id = j.value JOIN sources s ON s.id = i.source_id
       ORDER BY j.key`,
      [JSON.stringify(ids)],
    );
    return rows.map(withFile);
  }

  /**
   * The group that a list named for each of these images, or for another file of the same bytes; images
   * without a group are left out.
   */
  groups(ids: readonly number[]): Map<number, string> {
    const rows = this.connection.rows<{ id: number; name: string | null }>(
      `SELECT i.id, coalesce(i.given_group, (SELECT g.given_group FROM images g WHERE g.content_hash = i.content_hash
         AND g.given_group IS NOT NULL ORDER BY g.id LIMIT 1)) AS name
       FROM json_each(?) j JOIN images i ON i.id = j.value`,
      [JSON.stringify(ids)],
    );
    return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
  }

  /** Ids of the images that a filter selects: the rows of a grid of a million images. */
  ids(filter: ImageFilter = {}, order: ImageOrder = 'id', descending = false): number[] {
    const { where, values } = whereOf(filter);
    const direction = descending ? 'DESC' : 'ASC';
    const by = orders[order].split(', ').map((column) => `${column} ${direction}`);
    return this.connection.column(`SELECT i.id FROM images i ${where} ORDER BY ${by.join(', ')}`, values);
  }

  count(filter: ImageFilter = {}): number {
    const { where, values } = whereOf(filter);
    return this.connection.row<{ n: number }>(`SELECT count(*) AS n FROM images i ${where}`, values)!.n;
  }

  /**
   * Ids of all images that are not usable images of a split: those in other splits and those out of use. Fast
   * if nearly all images are in the split.
   */
  outside(split: Split): number[] {
    return this.connection.column(
      `SELECT id FROM images WHERE split < ? OR split > ? OR (split = ? AND state < 'ok') OR (split = ? AND state > 'ok')`,
      [split, split, split, split],
    );
  }

  /** Ids of all images that no model may learn from: held-out ones, and copies of these in other splits. */
  heldOut(): number[] {
    return this.connection.column(
      "SELECT id FROM images WHERE split IN ('test', 'extra-test', 'validation') OR (state = 'leak' AND state <> 'ok')",
    );
  }

  /** The sources that images come from, in the order of `ids`, which ascend. */
  sourcesOf(ids: Int32Array): Int32Array {
    const sources = new Int32Array(ids.length);
    let at = 0;
    this.connection.each('SELECT id, source_id FROM images ORDER BY id', [], ([id, sourceId]) => {
      while (at < ids.length && ids[at] < (id as number)) at++;
      if (ids[at] === id) sources[at++] = sourceId as number;
    });
    return sources;
  }

  /**
   * The present class of each of these images, in the order of `ids`; -1 for an image that has no class, is
   * excluded or is no longer known.
   */
  classesOf(ids: Int32Array): Int32Array {
    const classes = new Int32Array(ids.length).fill(-1);
    const sql = `SELECT j.key, i.class_id FROM json_each(?) j JOIN images i ON i.id = j.value
      WHERE i.class_id IS NOT NULL AND i.state <> 'excluded'`;
    this.connection.each(sql, [JSON.stringify([...ids])], ([at, classId]) => {
      classes[at as number] = classId as number;
    });
    return classes;
  }

  /**
   * Usable images of a split by id, in chunks of at most `size`. Equal catalogs yield equal chunks, and the
   * catalog may be written to between chunks.
   */
  *inputs(split: Split, size = 10_000): Generator<ImageInput[]> {
    for (let after = 0; ; ) {
      const rows = this.connection.rows<ImageInput & { path: string }>(
        `SELECT i.id, i.path, s.root AS file, lower(hex(i.content_hash)) AS contentHash, i.class_id AS classId
         FROM images i JOIN sources s ON s.id = i.source_id
         WHERE i.id > ? AND i.split = ? AND i.state = 'ok' ORDER BY i.id LIMIT ?`,
        [after, split, size],
      );
      if (rows.length === 0) return;
      after = rows[rows.length - 1].id;
      yield rows.map(({ id, path, file, contentHash, classId }) => {
        return { id, file: resolve(file, path), contentHash, classId };
      });
    }
  }

  /** Takes an image that a run could not read out of use: nothing trains on it any more. */
  quarantine(id: number, { code, reason, values }: Omit<Issue, 'place'>): void {
    this.connection.transaction(() => {
      this.connection.execute(
        "UPDATE images SET state = 'quarantined', code = ?, reason = ?, reason_values = ?, twin_id = NULL WHERE id = ?",
        [code, reason, toText(values), id],
      );
      settle(this.connection, hashesOf(this.connection, [id]));
    });
  }

  /** Unused copies of this source, and copies elsewhere that are unused because of this source. */
  copies(state: 'duplicate' | 'leak', sourceId: number, limit: number): ImagePair[] {
    const rows = this.connection.rows<PairRow>(
      `SELECT i.id, i.path, s.root, i.split, t.id AS twinId, t.path AS twinPath, ts.root AS twinRoot, t.split AS twinSplit
       FROM images i JOIN sources s ON s.id = i.source_id
       JOIN images t ON t.id = i.twin_id JOIN sources ts ON ts.id = t.source_id
       WHERE i.state = ? AND i.state <> 'ok' AND (i.source_id = ? OR t.source_id = ?) ORDER BY i.id LIMIT ?`,
      [state, sourceId, sourceId, limit],
    );
    return rows.map((row) => ({
      id: row.id,
      file: resolve(row.root, row.path),
      split: row.split,
      twinId: row.twinId,
      twinFile: resolve(row.twinRoot, row.twinPath),
      twinSplit: row.twinSplit,
    }));
  }

  /**
   * How many images are in each state, for one source or all. Nearly all of a million images are usable:
   * these are counted through an index, and only the others are read.
   */
  countByState(sourceId?: number): Record<ImageState, number> {
    const [of, values] = sourceId === undefined ? ['', []] : ['AND source_id = ?', [sourceId]];
    const [{ all }] = this.connection.rows<{ all: number }>(
      `SELECT count(*) AS "all" FROM images WHERE true ${of}`,
      values,
    );
    const others = this.connection.rows<{ state: ImageState; n: number }>(
      `SELECT state, count(*) AS n FROM images INDEXED BY images_by_state WHERE state <> 'ok' ${of} GROUP BY state`,
      values,
    );
    const counts = { ok: all, excluded: 0, quarantined: 0, duplicate: 0, leak: 0, missing: 0 };
    for (const { state, n } of others) {
      counts[state] = n;
      counts.ok -= n;
    }
    return counts;
  }
}

/** An unused copy, and the image that is kept instead. */
export interface ImagePair {
  readonly id: number;
  readonly file: string;
  readonly split: Split;
  readonly twinId: number;
  readonly twinFile: string;
  readonly twinSplit: Split;
}

interface PairRow {
  id: number;
  path: string;
  root: string;
  split: Split;
  twinId: number;
  twinPath: string;
  twinRoot: string;
  twinSplit: Split;
}

type ImageRow = Omit<Image, 'reasonValues'> & { readonly reasonValues: string | null };

function withFile(row: ImageRow): Image {
  const reasonValues = fromText(row.reasonValues, valuesSchema);
  return { ...row, reasonValues, file: resolve(row.file, row.path) };
}
