import type { ImageState, Split } from '../../core/vocabulary/images';
import type { Connection } from '../database/connection';
import { settle } from './duplicates';
import { groupsAcross, holdOutPool, isFollower, releasePool } from './given-groups';
import { hashesOf } from './labels';

export interface SplitCount {
  readonly split: Split;
  readonly state: ImageState;
  readonly classId: number | null;
  readonly images: number;
}

/** An image that may be drawn into a split. */
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
const drawnFrom = (state: string) => `${state} AND class_id IS NOT NULL AND (given_split = 'labelled-train'
  OR (given_split = 'unlabelled' AND split <> 'unlabelled'))`;
const isDrawable = drawnFrom("(state = 'ok' OR code = 'near-leak')");

// An excluded image is not drawn, but goes where its group goes: a person may use it again.
const follows = drawnFrom("state = 'excluded'");

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

/** The smaller, the less may be learnt from the split. */
const strictness = (split: Split): number => (split === 'test' ? 0 : split === 'validation' ? 1 : 2);

export class SplitQueries {
  constructor(private readonly connection: Connection) {}

  /** Counts by split, state and class: one pass over an index. */
  counts(): SplitCount[] {
    return this.connection.rows(
      `SELECT split, state, class_id AS classId, count(*) AS images FROM images
       GROUP BY split, state, class_id ORDER BY split, state, class_id`,
    );
  }

  /** The same counts without images of removed sources, which the catalog keeps only as a record. */
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
   * Groups that contain a held-out image which the draw cannot move. `moves` says which held-out images the
   * draw may move: all drawable ones, those outside the test split, or none. Images of removed sources are
   * ignored, as for near leaks.
   */
  heldGroups(moves: 'all' | 'validation' | 'none'): string[] {
    const movable = `(${isDrawable} OR ${follows} OR (${isFollower}))`;
    const moved = { all: movable, validation: `${movable} AND split <> 'test'`, none: '0' }[moves];
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
  grouped(split: 'labelled-train' | 'validation' | 'test'): Drawable[] {
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

  /**
   * Applies a person's draw in one transaction: drawable images that are in neither list return to training. Unlabelled images go where
   * the group goes that a list names for them. Returns how many of those are now held out.
   */
  draw(validation: readonly number[], test: readonly number[]): number {
    return this.connection.transaction(() => {
      const released = [...this.#releaseMissing(test), ...releasePool(this.connection, test)];
      const all = this.connection.column<number>(`SELECT id FROM images WHERE ${isDrawable} ORDER BY id`);
      const [inValidation, inTest] = [new Set(validation), new Set(test)];
      this.#move(
        all.filter((id) => !inValidation.has(id) && !inTest.has(id)),
        'labelled-train',
      );
      this.#move(validation, 'validation');
      this.#move(test, 'test');
      this.#moveExcluded(inTest);
      const pool = holdOutPool(this.connection);
      settle(
        this.connection,
        hashesOf(this.connection, [...all, ...validation, ...test, ...released, ...pool]),
      );
      return pool.length;
    });
  }

  /**
   * Moves images to a split; copies of them change state with it, and excluded training images follow their group, as unlabelled ones do.
   * Returns how many of those are held out by this.
   */
  move(ids: readonly number[], split: Split): number {
    return this.connection.transaction(() => {
      this.#move(ids, split);
      this.#moveExcluded(new Set(this.#excludedHeldOut()));
      const pool = split === 'test' || split === 'validation' ? holdOutPool(this.connection) : [];
      settle(this.connection, hashesOf(this.connection, [...ids, ...pool]));
      return pool.length;
    });
  }

  /** Those of these groups of lists that have usable images both held out and to learn from. */
  groupsAcross(names: readonly string[]): string[] {
    return groupsAcross(this.connection, names);
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

  /**
   * Moves excluded images to the split of their group, the strictest if it is in several; those in `kept`, and those whose groups have no
   * other image, stay where they are.
   */
  #moveExcluded(kept: ReadonlySet<number>): void {
    const excluded = this.#placed(follows).filter(({ id }) => !kept.has(id));
    if (excluded.length === 0) return;
    const splitOf = new Map<string, Split>();
    for (const { split, names } of this.#placed(isDrawable))
      for (const name of names) {
        const found = splitOf.get(name);
        if (found === undefined || strictness(split) < strictness(found)) splitOf.set(name, split);
      }
    for (const { id, names } of excluded) {
      const [strictest] = names
        .flatMap((name) => splitOf.get(name) ?? [])
        .sort((a, b) => strictness(a) - strictness(b));
      if (strictest) this.#move([id], strictest);
    }
  }

  #excludedHeldOut(): number[] {
    return this.connection.column(
      "SELECT id FROM images WHERE state = 'excluded' AND state <> 'ok' AND split IN ('test', 'validation')",
    );
  }

  #placed(
    where: string,
  ): { readonly id: number; readonly split: Split; readonly names: readonly string[] }[] {
    return this.connection
      .rows<{ id: number; split: Split } & GroupColumns>(
        `SELECT id, split, ${groupColumns} FROM images WHERE ${where} ORDER BY id`,
      )
      .map(({ id, split, ...columns }) => ({ id, split, names: groupNames(columns) }))
      .filter(({ names }) => names.length > 0);
  }

  #move(ids: readonly number[], split: Split): void {
    this.connection.execute(
      'UPDATE images SET split = ? WHERE id IN (SELECT value FROM json_each(?)) AND split <> ?',
      [split, JSON.stringify(ids), split],
    );
  }
}
