import type { Split } from '../core/vocabulary/images';
import type { LabelView } from '../core/vocabulary/labels';
import type { Connection } from './connection';

export interface LabelViewFilter {
  readonly view: LabelView;
  readonly classId?: number;
  /** A part of the path; case is ignored. */
  readonly search?: string;
}

/** How many images there are to label, and how many have a label, by class. */
export interface LabelCounts {
  readonly unlabelled: number;
  readonly conflicts: number;
  readonly classes: ReadonlyMap<number, number>;
}

/**
 * What tiles show of images, as columns of equal length in the order asked for; an unknown id has class -1
 * and no split.
 */
export interface LabelColumns {
  /** 0: no label. */
  readonly classIds: Int32Array;
  readonly splits: readonly (Split | null)[];
}

// Every split is named so that SQLite can use an index: a million images are counted in milliseconds.
const usable =
  "split IN ('labelled-train', 'validation', 'test', 'extra-test', 'unlabelled') AND state = 'ok'";

const views: Readonly<Record<LabelView, string>> = {
  unlabelled: `${usable} AND class_id IS NULL`,
  labelled: `${usable} AND class_id > 0`,
  conflict: "state = 'quarantined' AND state <> 'ok' AND code = 'label-conflict'",
  alike: "state IN ('ok', 'leak') AND content_hash IN (SELECT hash FROM near_groups)",
};

const groupPlace = '(SELECT g.place FROM near_groups g WHERE g.hash = content_hash)';

// Images that belong together stand side by side.
const orders: Readonly<Partial<Record<LabelView, string>>> = {
  conflict: 'content_hash, id',
  alike: `${groupPlace}, id`,
};

/** The queries of labelling by hand, fast enough for a catalog of a million images. */
export class LabelViewQueries {
  constructor(private readonly connection: Connection) {}

  counts(): LabelCounts {
    const rows = this.connection.rows<{ classId: number; n: number }>(
      `SELECT class_id AS classId, count(*) AS n FROM images WHERE ${views.labelled} GROUP BY class_id`,
    );
    return {
      unlabelled: this.#count('unlabelled'),
      conflicts: this.conflicts(),
      classes: new Map(rows.map(({ classId, n }) => [classId, n])),
    };
  }

  /** Copies of one picture under different labels, counted by the index of unusable images. */
  conflicts(): number {
    return this.#count('conflict');
  }

  #count(view: LabelView): number {
    return this.connection.row<{ n: number }>(`SELECT count(*) AS n FROM images WHERE ${views[view]}`)!.n;
  }

  /** Ids of a view, ascending; copies of a picture, and groups of near duplicates, side by side. */
  ids({ view, classId, search }: LabelViewFilter): Int32Array {
    const terms = [views[view]];
    const values: (number | string)[] = [];
    if (classId !== undefined) {
      terms.push('class_id = ?');
      values.push(classId);
    }
    if (search) {
      terms.push('instr(lower(path), lower(?)) > 0');
      values.push(search);
    }
    const order = orders[view] ?? 'id';
    const sql = `SELECT id FROM images WHERE ${terms.join(' AND ')} ORDER BY ${order}`;
    return Int32Array.from(this.connection.column<number>(sql, values));
  }

  /** By image, the number of the newest entry of its label history, which grows with time. */
  labelledAt(): Map<number, number> {
    const newest = new Map<number, number>();
    this.connection.each('SELECT image_id, max(id) FROM labels GROUP BY image_id', [], ([image, entry]) => {
      newest.set(image as number, entry as number);
    });
    return newest;
  }

  columns(ids: Int32Array): LabelColumns {
    const classIds = new Int32Array(ids.length).fill(-1);
    const splits: (Split | null)[] = Array.from(ids, () => null);
    this.#each(ids, 'i.class_id, i.split', ([key, classId, split]) => {
      classIds[key as number] = (classId as number | null) ?? 0;
      splits[key as number] = split as Split;
    });
    return { classIds, splits };
  }

  /** The group of near duplicates of each of these images; 0 for one that is in none. */
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

  #each(ids: Int32Array, columns: string, visit: Parameters<Connection['each']>[2]): void {
    const sql = `SELECT j.key, ${columns} FROM json_each(?) j JOIN images i ON i.id = j.value`;
    this.connection.each(sql, [JSON.stringify([...ids])], visit);
  }
}
