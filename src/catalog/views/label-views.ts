import type { Split } from '../../core/vocabulary/images';
import type { LabelView } from '../../core/vocabulary/labels';
import type { PictureFilter, PictureOrder } from '../../core/vocabulary/marks';
import type { Connection } from '../database/connection';
import { hasWord, wordsOf } from '../images/image-filter';
import { shownGroups } from '../images/near-copies';
import type { PictureColumns } from './picture-columns';
import { columnTerms, imagesWhere, pictureOrderSql } from './picture-filter';

export interface LabelViewFilter {
  readonly view: LabelView;
  readonly classId?: number;
  /** Words of the path, or of the name of the source's folder; case is ignored. */
  readonly search?: string;
  /** A filter by marks and columns. */
  readonly pictures?: PictureFilter;
}

/** Some images of a view with the hashes of their files, ascending by id. */
export interface HashedImages {
  readonly ids: Int32Array;
  /** SHA-256 of their files, `[images, 32]`. */
  readonly hashes: Uint8Array;
  /** 0: no label. */
  readonly classIds: Int32Array;
}

/** How many images there are to label, and how many have a label, by class. */
export interface LabelCounts {
  readonly unlabelled: number;
  readonly conflicts: number;
  readonly excluded: number;
  readonly classes: ReadonlyMap<number, number>;
}

/**
 * What tiles show of images, as columns of equal length in the order asked for; an unknown id has class -1
 * and no split.
 */
export interface LabelColumns {
  /** 0: no label. */
  readonly classIds: Int32Array;
  /** 1 for an image that a person excluded. */
  readonly excluded: Uint8Array;
  readonly splits: readonly (Split | null)[];
}

// Every split is named so that SQLite can use an index: a million images are counted in milliseconds.
const usable =
  "split IN ('labelled-train', 'validation', 'test', 'extra-test', 'unlabelled') AND state = 'ok'";

const views: Readonly<Record<LabelView, string>> = {
  unlabelled: `${usable} AND class_id IS NULL`,
  labelled: `${usable} AND class_id > 0`,
  conflict: "state = 'quarantined' AND state <> 'ok' AND code = 'label-conflict'",
  excluded: "state = 'excluded' AND state <> 'ok'",
  alike: `state IN ('ok', 'leak') AND content_hash IN (SELECT hash FROM near_groups WHERE place IN (${shownGroups}))`,
};

const groupPlace = '(SELECT g.place FROM near_groups g WHERE g.hash = content_hash)';

// In these orders, images that belong together are next to each other.
const orders: Readonly<Partial<Record<LabelView, string>>> = {
  conflict: 'content_hash, id',
  alike: `${groupPlace}, id`,
};

/** The WHERE terms of a filter and their values; without a view, the terms cover all images that can have a label. */
function termsOf({ view, classId, search }: Partial<LabelViewFilter>): {
  where: string;
  values: (number | string)[];
} {
  const terms = [view ? views[view] : usable];
  const values: (number | string)[] = [];
  if (classId !== undefined) {
    terms.push('class_id = ?');
    values.push(classId);
  }
  for (const word of wordsOf(search)) {
    terms.push(hasWord());
    values.push(word, word);
  }
  return { where: terms.join(' AND '), values };
}

/** The queries of labelling by hand, fast enough for a catalog of a million images. */
export class LabelViewQueries {
  constructor(
    private readonly connection: Connection,
    private readonly pictures: PictureColumns,
  ) {}

  counts(): LabelCounts {
    const rows = this.connection.rows<{ classId: number; n: number }>(
      `SELECT class_id AS classId, count(*) AS n FROM images WHERE ${views.labelled} GROUP BY class_id`,
    );
    return {
      unlabelled: this.#count('unlabelled'),
      conflicts: this.conflicts(),
      excluded: this.#count('excluded'),
      classes: new Map(rows.map(({ classId, n }) => [classId, n])),
    };
  }

  /** Copies of one picture under different labels, counted by the index of unusable images. */
  conflicts(): number {
    return this.#count('conflict');
  }

  /** The largest id of any image; 0 if there is none. */
  lastId(): number {
    return this.connection.row<{ id: number | null }>('SELECT max(id) AS id FROM images')?.id ?? 0;
  }

  /** How many images can have a label. */
  usable(): number {
    return this.#count('unlabelled') + this.#count('labelled');
  }

  #count(view: LabelView): number {
    return this.connection.row<{ n: number }>(`SELECT count(*) AS n FROM images WHERE ${views[view]}`)!.n;
  }

  /** Ids of a view, ascending; copies of a picture, and groups of near duplicates, side by side. */
  ids(filter: LabelViewFilter, by?: PictureOrder): Int32Array {
    const { where, values } = termsOf(filter);
    const { pictures } = filter;
    const columns = columnTerms(pictures);
    const terms = { terms: [where, ...columns.terms], values: [...values, ...columns.values] };
    const passing = pictures ? this.pictures.passing(pictures) : null;
    if (by === 'star') return this.pictures.starredFirst(imagesWhere(this.connection, terms, passing));
    const order = by ? `${pictureOrderSql[by]}, id` : orders[filter.view];
    return imagesWhere(this.connection, terms, passing, order);
  }

  /**
   * Images of a view, or all that can have a label, with the hashes of their files: one part for every `size` ids, which is some 10 ms of
   * work, so that other work may run in between. Images that were never read are left out.
   */
  *hashed(filter: Partial<LabelViewFilter> = {}, size = 5000): Generator<HashedImages> {
    const { where, values } = termsOf(filter);
    // With a view's index SQLite would sort all of its images again for every part.
    const sql = `SELECT id, content_hash, coalesce(class_id, 0) FROM images NOT INDEXED
      WHERE id > ? AND id <= ? AND content_hash IS NOT NULL AND ${where} ORDER BY id`;
    const last = this.lastId();
    for (let after = 0; after < last; after += size) {
      const [ids, classIds, hashes]: [number[], number[], Uint8Array[]] = [[], [], []];
      this.connection.each(sql, [after, after + size, ...values], ([id, hash, classId]) => {
        ids.push(id as number);
        hashes.push(hash as Uint8Array);
        classIds.push(classId as number);
      });
      yield { ids: Int32Array.from(ids), hashes: Buffer.concat(hashes), classIds: Int32Array.from(classIds) };
    }
  }

  /** The sides in pixels of all images that can have a label and were read, in parts like those of `hashed`. */
  *sized(
    size = 5000,
  ): Generator<{ readonly ids: number[]; readonly widths: number[]; readonly heights: number[] }> {
    const sql = `SELECT id, width, height FROM images NOT INDEXED
      WHERE id > ? AND id <= ? AND width > 0 AND height > 0 AND ${usable} ORDER BY id`;
    const last = this.lastId();
    for (let after = 0; after < last; after += size) {
      const [ids, widths, heights]: [number[], number[], number[]] = [[], [], []];
      this.connection.each(sql, [after, after + size], ([id, width, height]) => {
        ids.push(id as number);
        widths.push(width as number);
        heights.push(height as number);
      });
      yield { ids, widths, heights };
    }
  }

  /** The id of the newest entry of each image's label history, by image; ids grow with time. */
  labelledAt(): Map<number, number> {
    const newest = new Map<number, number>();
    this.connection.each('SELECT image_id, max(id) FROM labels GROUP BY image_id', [], ([image, entry]) => {
      newest.set(image as number, entry as number);
    });
    return newest;
  }

  columns(ids: Int32Array): LabelColumns {
    const classIds = new Int32Array(ids.length).fill(-1);
    const excluded = new Uint8Array(ids.length);
    const splits: (Split | null)[] = Array.from(ids, () => null);
    this.#each(ids, "i.class_id, i.split, i.state = 'excluded'", ([key, classId, split, isExcluded]) => {
      classIds[key as number] = (classId as number | null) ?? 0;
      splits[key as number] = split as Split;
      excluded[key as number] = isExcluded as number;
    });
    return { classIds, excluded, splits };
  }

  /** The group of near duplicates of each of these images; 0 for an image that is in none. */
  groups(ids: Int32Array): Int32Array {
    const places = new Int32Array(ids.length);
    this.#each(ids, groupPlace, ([key, place]) => {
      places[key as number] = (place as number | null) ?? 0;
    });
    return places;
  }

  /** Difference hashes of 64 bits, `[images, 2]` uint32; zeros for an image that was never read. */
  perceptualHashes(ids: Int32Array): Uint32Array {
    const hashes = new Uint32Array(ids.length * 2);
    this.#each(ids, 'i.perceptual_hash', ([key, hash]) => {
      if (hash === null) return;
      const bytes = hash as Buffer;
      hashes[2 * (key as number)] = bytes.readUInt32BE(0);
      hashes[2 * (key as number) + 1] = bytes.readUInt32BE(4);
    });
    return hashes;
  }

  /** Hashes of the images' files, sha-256, `[images, 32]`; zeros for an image that was never read. */
  contentHashes(ids: Int32Array): Uint8Array {
    const hashes = new Uint8Array(ids.length * 32);
    this.#each(ids, 'i.content_hash', ([key, hash]) => {
      if (hash !== null) hashes.set(hash as Uint8Array, 32 * (key as number));
    });
    return hashes;
  }

  #each(ids: Int32Array, columns: string, visit: Parameters<Connection['each']>[2]): void {
    const sql = `SELECT j.key, ${columns} FROM json_each(?) j JOIN images i ON i.id = j.value`;
    this.connection.each(sql, [JSON.stringify([...ids])], visit);
  }
}
