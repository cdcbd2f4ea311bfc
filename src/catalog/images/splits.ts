import type { ImageState, Split } from '../../core/vocabulary/images';
import type { Connection } from '../database/connection';
import { settle } from './duplicates';
import { hashesOf } from './labels';

export interface SplitCount {
  readonly split: Split;
  readonly state: ImageState;
  readonly classId: number | null;
  readonly images: number;
}

/** One image that a split may be drawn from. */
export interface Drawable {
  readonly id: number;
  readonly classId: number;
  /**
   * Content hash in hex. Sorting by it gives the same order on every machine, whatever the order of import.
   */
  readonly contentHash: string;
  /** Names of the image's groups: its group of near duplicates and the groups that lists name. */
  readonly groups: readonly string[];
}

// An image left out only because a member of its group is held out is drawn together with that group.
const isDrawable = `(state = 'ok' OR code = 'near-leak') AND class_id IS NOT NULL AND (given_split = 'labelled-train'
  OR (given_split = 'unlabelled' AND split <> 'unlabelled'))`;

interface GroupColumns {
  readonly place: number | null;
  readonly given: string | null;
}

// A list may have named the group on another file with the same bytes.
const groupColumns = `(SELECT g.place FROM near_groups g WHERE g.hash = images.content_hash) AS place,
  coalesce(given_group, (SELECT d.given_group FROM images d WHERE d.content_hash = images.content_hash
    AND d.given_group IS NOT NULL ORDER BY d.id LIMIT 1)) AS given`;

const groupNames = ({ place, given }: GroupColumns): string[] => [
  ...(place === null ? [] : [`near ${place}`]),
  ...(given === null ? [] : [`given ${given}`]),
];

export class SplitQueries {
  constructor(private readonly connection: Connection) {}

  /** Counts by split, state and class: one pass over an index. */
  counts(): SplitCount[] {
    return this.connection.rows(
      `SELECT split, state, class_id AS classId, count(*) AS images FROM images
       GROUP BY split, state, class_id ORDER BY split, state, class_id`,
    );
  }

  /** The same counts without images of removed sources, which the catalog only remembers. */
  countsInSources(): SplitCount[] {
    return this.connection.rows(
      `SELECT split, state, class_id AS classId, count(*) AS images FROM images
       WHERE code IS NOT 'source-removed' GROUP BY split, state, class_id ORDER BY split, state, class_id`,
    );
  }

  /** Usable images of one split by class; those without a class are left out. */
  byClass(split: Split): Map<number, number> {
    const rows = this.connection.rows<{ classId: number; images: number }>(
      `SELECT class_id AS classId, count(*) AS images FROM images
       WHERE split = ? AND state = 'ok' AND class_id IS NOT NULL GROUP BY class_id`,
      [split],
    );
    return new Map(rows.map(({ classId, images }) => [classId, images]));
  }

  /**
   * The usable labelled images that came in as training images, or as pool images that a person labelled,
   * wherever an earlier draw put them.
   */
  drawable(): Drawable[] {
    return this.#withGroups(isDrawable);
  }

  /**
   * Groups with a permanently held-out image, among: all images that a draw may move, those it may move
   * except the test split, or all that are held out now. Images of removed sources do not count, as for near
   * leaks.
   */
  heldGroups(moves: 'all' | 'validation' | 'none'): string[] {
    const moved = { all: isDrawable, validation: `(${isDrawable}) AND split <> 'test'`, none: '0' }[moves];
    const rows = this.connection.rows<GroupColumns>(
      `SELECT DISTINCT ${groupColumns} FROM images
       WHERE split IN ('test', 'extra-test', 'validation') AND state <> 'quarantined' AND code IS NOT 'source-removed'
         AND NOT coalesce(${moved}, 0)`,
    );
    return [...new Set(rows.flatMap(groupNames))];
  }

  /** The usable labelled images of the training split, whatever split their source gave them. */
  trainable(): Drawable[] {
    return this.grouped('labelled-train');
  }

  /** The usable labelled images of a split, by id, with their groups. */
  grouped(split: 'labelled-train' | 'validation'): Drawable[] {
    return this.#withGroups(`state = 'ok' AND class_id IS NOT NULL AND split = '${split}'`);
  }

  #withGroups(where: string): Drawable[] {
    const rows = this.connection.rows<Omit<Drawable, 'groups'> & GroupColumns>(
      `SELECT id, class_id AS classId, lower(hex(content_hash)) AS contentHash, ${groupColumns} FROM images
       WHERE ${where} ORDER BY id`,
    );
    return rows.map(({ place, given, ...row }) => ({ ...row, groups: groupNames({ place, given }) }));
  }

  /** Images of the test split, whatever their state. */
  inTest(): number[] {
    return this.connection.column("SELECT id FROM images WHERE split = 'test' ORDER BY id");
  }

  countDrawable(): number {
    return this.connection.row<{ n: number }>(`SELECT count(*) AS n FROM images WHERE ${isDrawable}`)!.n;
  }

  /** Applies a person's draw in one transaction: drawable images that are in neither list return to training. */
  draw(validation: readonly number[], test: readonly number[]): void {
    this.connection.transaction(() => {
      const released = this.#releaseMissing(test);
      const all = this.connection.column<number>(`SELECT id FROM images WHERE ${isDrawable} ORDER BY id`);
      const [inValidation, inTest] = [new Set(validation), new Set(test)];
      this.#move(
        all.filter((id) => !inValidation.has(id) && !inTest.has(id)),
        'labelled-train',
      );
      this.#move(validation, 'validation');
      this.#move(test, 'test');
      settle(this.connection, hashesOf(this.connection, [...all, ...validation, ...test, ...released]));
    });
  }

  /** Moves images to a split; copies of them change state with it. */
  move(ids: readonly number[], split: Split): void {
    this.connection.transaction(() => {
      this.#move(ids, split);
      settle(this.connection, hashesOf(this.connection, ids));
    });
  }

  /**
   * Images that an earlier draw held out and whose files are now missing no longer hold out their copies,
   * unless they stay in the test split. Returns their ids.
   */
  #releaseMissing(test: readonly number[]): number[] {
    return this.connection.column(
      `UPDATE images SET split = 'labelled-train' WHERE state = 'missing' AND class_id IS NOT NULL
         AND split IN ('test', 'validation') AND given_split IN ('labelled-train', 'unlabelled')
         AND id NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
      [JSON.stringify(test)],
    );
  }

  #move(ids: readonly number[], split: Split): void {
    this.connection.execute(
      'UPDATE images SET split = ? WHERE id IN (SELECT value FROM json_each(?)) AND split <> ?',
      [split, JSON.stringify(ids), split],
    );
  }
}
