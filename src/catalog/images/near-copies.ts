import { createHash } from 'node:crypto';
import type { NamedPicture } from '../../core/near-copies/augmented-names';
import { joinPairs } from '../../core/near-copies/groups';
import type { Connection } from '../database/connection';
import { settle } from './duplicates';
import { anyAgreed, joinAgreed, keepMirrored } from './mirrored-pairs';
import { kinOf, type NearKin } from './near-kin';

/** Hashes of usable images, columns of equal length; upper 32 bits first. */
export interface LookColumns {
  readonly ids: Int32Array;
  /** Hashes of whole pictures, `[images, 2]`. */
  readonly base: Uint32Array;
  /** Hashes of parts, `[parts, 2]`, and the row of each. */
  readonly crops: Uint32Array;
  readonly cropOf: Int32Array;
  /** The shorter side of each image, in pixels. */
  readonly sides: Int32Array;
}

/** Whether two contents (hex) are the same picture. */
export interface NearVerdict {
  readonly hash: string;
  readonly twin: string;
  readonly same: boolean;
  /** They are the same picture if one is mirrored, and are kept apart only because their labels differ. */
  readonly mirrored?: boolean;
}

/** How many images have near duplicates. */
export interface NearCounts {
  readonly groups: number;
  readonly images: number;
  /** How many images are left out because a member of their group is held out. */
  readonly leaks: number;
}

// Images that are usable, or would be if they had no near duplicate. The hash of a picture of a single colour,
// or of one that brightens steadily to one side, says nothing.
const isCompared = `(i.state = 'ok' OR i.code = 'near-leak') AND i.perceptual_hash IS NOT NULL
  AND i.perceptual_hash NOT IN (zeroblob(8), x'ffffffffffffffff')`;

/**
 * The groups of which at least two images are shown: usable ones, and those left out because of the group. A group of which a person excluded
 * all but one, or whose other files are missing, is none to look at.
 */
export const shownGroups = `SELECT g.place FROM near_groups g CROSS JOIN images i ON i.content_hash = g.hash
  WHERE i.state IN ('ok', 'leak') GROUP BY g.place HAVING count(*) > 1`;
const isShown = `i.state IN ('ok', 'leak') AND g.place IN (${shownGroups})`;

/**
 * Groups of pictures that are near copies of each other. A group with images on both sides of a split leaks:
 * see `near-leaks.ts`.
 */
export class NearCopyQueries {
  constructor(private readonly connection: Connection) {}

  /** The hashes and sizes of usable images, by id. */
  looks(): LookColumns {
    const { connection } = this;
    const { images, parts } = connection.row<{ images: number; parts: number | null }>(
      `SELECT count(*) AS images, sum(coalesce(length(i.crop_hashes), 0)) / 8 AS parts FROM images i WHERE ${isCompared}`,
    )!;
    const columns = {
      ids: new Int32Array(images),
      base: new Uint32Array(images * 2),
      crops: new Uint32Array((parts ?? 0) * 2),
      cropOf: new Int32Array(parts ?? 0),
      sides: new Int32Array(images),
    };
    let part = 0;
    connection.each(
      `SELECT i.id, i.perceptual_hash, i.crop_hashes, min(i.width, i.height) FROM images i WHERE ${isCompared} ORDER BY i.id`,
      [],
      ([id, hash, crops, side], row) => {
        columns.ids[row] = id as number;
        columns.sides[row] = side as number;
        put(columns.base, row, hash as Buffer, 0);
        for (let at = 0; crops !== null && at < (crops as Buffer).length; at += 8) {
          put(columns.crops, part, crops as Buffer, at);
          if (saysNothing(columns.crops, part)) continue;
          columns.cropOf[part++] = row;
        }
      },
    );
    return {
      ...columns,
      crops: columns.crops.subarray(0, part * 2),
      cropOf: columns.cropOf.subarray(0, part),
    };
  }

  /**
   * A digest of what `looks` returns, by content: it changes when a picture is added or removed, or is hashed
   * again with more parts. The generator pauses after every `size` images, because a million take seconds.
   */
  *looked(size = 20_000): Generator<undefined, string> {
    const digest = createHash('sha256');
    for (let after = 0, found = size; found === size; ) {
      found = 0;
      this.connection.each(
        `SELECT i.id, i.content_hash, i.crop_hashes FROM images i WHERE i.id > ? AND ${isCompared} ORDER BY i.id LIMIT ?`,
        [after, size],
        ([id, hash, crops]) => {
          digest.update(hash as Buffer);
          digest.update((crops as Buffer | null) ?? 'none');
          after = id as number;
          found++;
        },
      );
      yield;
    }
    return digest.digest('hex');
  }

  /**
   * Visits each pair of usable images that was compared, by their ids, the image with the lower content hash
   * first; `said` shows whether a person decided.
   */
  eachPair(visit: (id: number, twinId: number, same: boolean, said: boolean) => void): void {
    this.connection.each(
      `SELECT i.id, t.id, n.same, n.who IS NOT NULL FROM near_pairs n CROSS JOIN images i ON i.content_hash = n.hash
         CROSS JOIN images t ON t.content_hash = n.twin
       WHERE ${isCompared} AND ${isCompared.replaceAll('i.', 't.')}`,
      [],
      ([id, twinId, same, said]) => visit(id as number, twinId as number, same === 1, said === 1),
    );
  }

  /** The verdicts on pairs of contents, given in either order; null for a pair that was never compared. */
  verdicts(pairs: readonly { hash: string; twin: string }[]): (boolean | null)[] {
    const known = this.connection.rows<{ at: number; same: number }>(
      `SELECT j.key AS at, n.same FROM json_each(?) j JOIN near_pairs n
         ON n.hash = unhex(j.value ->> 0) AND n.twin = unhex(j.value ->> 1)`,
      [JSON.stringify(pairs.map(inOrder))],
    );
    const found: (boolean | null)[] = pairs.map(() => null);
    for (const { at, same } of known) found[at] = same === 1;
    return found;
  }

  /**
   * Stores the verdicts of a comparison of pixels; a person's decision about a pair stays. `regroup` must be
   * called afterwards.
   */
  learn(verdicts: readonly NearVerdict[]): void {
    this.connection.executeMany(
      'INSERT OR IGNORE INTO near_pairs (hash, twin, same, who) VALUES (unhex(?), unhex(?), ?, NULL)',
      verdicts.map((verdict) => [...inOrder(verdict), verdict.same ? 1 : 0]),
    );
    keepMirrored(this.connection, verdicts.filter(({ mirrored }) => mirrored).map(inOrder));
  }

  /** Whether pictures that were kept apart by their labels alone, one mirrored, have one label now. */
  haveLabelsAgreed(): boolean {
    return anyAgreed(this.connection, isCompared);
  }

  /** Makes such pictures the same; `regroup` must be called afterwards. */
  joinAgreed(): void {
    joinAgreed(this.connection, isCompared);
  }

  /** Forgets which pairs a comparison found to be different pictures, so that they are compared again; a person's decisions stay. */
  forgetDifferences(): void {
    this.connection.execute('DELETE FROM near_pairs WHERE same = 0 AND who IS NULL');
  }

  /** Every picture that can be read, with its name and class, in pieces of `size`. */
  *names(size = 20_000): Generator<readonly NamedPicture[]> {
    for (let after = 0; ; ) {
      const piece = this.connection.rows<NamedPicture>(
        `SELECT id, source_id AS source, path, class_id AS label FROM images
         WHERE id > ? AND content_hash IS NOT NULL AND state IN ('ok', 'leak', 'duplicate', 'excluded')
         ORDER BY id LIMIT ?`,
        [after, size],
      );
      if (piece.length > 0) yield piece;
      if (piece.length < size) return;
      after = piece[piece.length - 1].id;
    }
  }

  /**
   * Stores that pairs of images are the same picture, whatever a comparison of their pixels said; a person's decision about a pair stays.
   * Returns the pairs of which this was not known. `regroup` must be called afterwards.
   */
  join(pairs: readonly (readonly [id: number, twinId: number])[]): (readonly [id: number, twinId: number])[] {
    const { connection } = this;
    return connection.transaction(() =>
      pairs.filter(
        ([id, twinId]) =>
          connection.execute(
            `INSERT INTO near_pairs (hash, twin, same, who)
             SELECT min(i.content_hash, t.content_hash), max(i.content_hash, t.content_hash), 1, NULL
             FROM images i CROSS JOIN images t WHERE i.id = ? AND t.id = ? AND i.content_hash <> t.content_hash
             ON CONFLICT (hash, twin) DO UPDATE SET same = 1 WHERE who IS NULL AND same = 0`,
            [id, twinId],
          ).changes > 0,
      ),
    );
  }

  /** Groups all pairs that show the same picture and marks leaks across splits, in one transaction. */
  regroup(): void {
    const { connection } = this;
    connection.transaction(() => {
      const before = this.#groups();
      const after = new Map(this.#joined());
      // Only changes are written, since one key press separates one picture of 100,000.
      connection.executeMany('DELETE FROM near_groups WHERE hash = ?', notIn(after, before));
      connection.executeMany(
        'INSERT OR REPLACE INTO near_groups (place, hash) VALUES (?, ?)',
        newIn(after, before),
      );
      const changed = changedBetween(before, after);
      settle(
        connection,
        changed.map((hash) => Buffer.from(hash, 'latin1').toString('hex')),
      );
    });
  }

  /**
   * Records a person's decision that these images show other pictures than the rest of their groups. No later
   * comparison joins them again; in a group of more than 100 this covers only the contents that matched each
   * image and the group's first member that is not separated. Returns how many of the images were in a group.
   */
  separate(ids: readonly number[], who: string): number {
    return this.connection.transaction(() => {
      const list = JSON.stringify(ids);
      const grouped = this.connection.row<{ n: number }>(
        `SELECT count(*) AS n FROM images i WHERE i.id IN (SELECT value FROM json_each(?))
           AND i.content_hash IN (SELECT hash FROM near_groups)`,
        [list],
      )!.n;
      this.connection.execute(separateSql, { who, list, most: mostInFull });
      this.regroup();
      return grouped;
    });
  }

  /** Images that a person said are other pictures, by id. */
  separated(): number[] {
    return this.connection.column<number>(
      `SELECT i.id FROM images i WHERE i.content_hash IN (
         SELECT hash FROM near_pairs WHERE same = 0 AND who IS NOT NULL
         UNION SELECT twin FROM near_pairs WHERE same = 0 AND who IS NOT NULL) ORDER BY i.id`,
    );
  }

  /**
   * Forgets a person's decisions on these images, so that their pixels are compared again. Returns how many
   * pairs that concerns.
   */
  unite(ids: readonly number[]): number {
    return this.connection.transaction(() => {
      let pairs = 0;
      for (const end of ['hash', 'twin'])
        pairs += this.connection.execute(
          `DELETE FROM near_pairs WHERE same = 0 AND who IS NOT NULL AND ${end} IN (
             SELECT content_hash FROM images WHERE id IN (SELECT value FROM json_each(?)))`,
          [JSON.stringify(ids)],
        ).changes;
      this.regroup();
      return pairs;
    });
  }

  counts(): NearCounts {
    return this.connection.row<NearCounts>(
      `SELECT count(DISTINCT g.place) AS groups, count(*) AS images, coalesce(sum(i.code = 'near-leak'), 0) AS leaks
       FROM near_groups g CROSS JOIN images i ON i.content_hash = g.hash WHERE ${isShown}`,
    )!;
  }

  /** What shows the same picture as these contents (hex). */
  kin(hashes: readonly string[]): NearKin {
    return kinOf(this.connection, hashes);
  }

  /** The images of all groups, ordered by group: their ids, and the number of the group of each. */
  grouped(): { readonly ids: Int32Array; readonly places: Int32Array } {
    const ids: number[] = [];
    const places: number[] = [];
    this.connection.each(
      `SELECT i.id, g.place FROM near_groups g CROSS JOIN images i ON i.content_hash = g.hash WHERE ${isShown}
       ORDER BY g.place, i.id`,
      [],
      ([id, place]) => {
        ids.push(id as number);
        places.push(place as number);
      },
    );
    return { ids: Int32Array.from(ids), places: Int32Array.from(places) };
  }

  /**
   * The group of each content that is in one. Keys are the bytes of the hash as latin-1 text, which takes half
   * the memory of hex.
   */
  #groups(): Map<string, number> {
    const groups = new Map<string, number>();
    this.connection.each('SELECT hash, place FROM near_groups', [], ([hash, place]) => {
      groups.set((hash as Buffer).toString('latin1'), place as number);
    });
    return groups;
  }

  /**
   * Contents that are joined with another one, each with the number of its group, which is the oldest image of
   * the group's first content. A content without an image joins nothing, and contents that a person separated
   * are never joined.
   */
  *#joined(): Generator<readonly [hash: string, place: number]> {
    const numbers = new Map<string, number>();
    const names: string[] = [];
    const oldest: number[] = [];
    const pairs: number[] = [];
    const numberOf = (hash: Buffer, image: number) => {
      const name = hash.toString('latin1');
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      oldest.push(image);
      return names.push(name) - 1;
    };
    const imageOf = (content: string) => `(SELECT min(id) FROM images WHERE content_hash = n.${content})`;
    this.connection.each(
      `SELECT hash, ${imageOf('hash')}, twin, ${imageOf('twin')} FROM near_pairs n WHERE same = 1 ORDER BY hash, twin`,
      [],
      ([hash, image, twin, other]) => {
        if (image === null || other === null) return;
        pairs.push(numberOf(hash as Buffer, image as number), numberOf(twin as Buffer, other as number));
      },
    );
    const apart: number[] = [];
    this.connection.each(
      'SELECT hash, twin FROM near_pairs WHERE same = 0 AND who IS NOT NULL ORDER BY hash, twin',
      [],
      ([hash, twin]) => {
        const [a, b] = [hash, twin].map((each) => numbers.get((each as Buffer).toString('latin1')));
        // A content without a link is in no group.
        if (a !== undefined && b !== undefined) apart.push(a, b);
      },
    );
    const joined = joinPairs(names.length, pairs, apart);
    const sizes = new Int32Array(names.length);
    for (const number of names.keys()) sizes[joined.of(number)]++;
    for (const [number, name] of names.entries()) {
      const first = joined.of(number);
      // A content stays alone if everything like it was separated from the others of its group.
      if (sizes[first] > 1) yield [name, oldest[first]];
    }
  }
}

/**
 * Makes the groups of a catalog from before version 15, which stored only pairs: without its group, a near leak
 * would become usable with the next label. Such a catalog is recognised by pairs without any group, so that
 * nothing is lost if the program stops between the migration and this step.
 */
export function regroupOlder(connection: Connection): void {
  if (connection.row('SELECT 1 FROM near_groups LIMIT 1')) return;
  if (connection.row('SELECT 1 FROM near_pairs WHERE same = 1 LIMIT 1'))
    new NearCopyQueries(connection).regroup();
}

/**
 * In larger groups a separated image is not recorded against every other member: 5,000 frames of a video would
 * make millions of pairs.
 */
const mostInFull = 100;

/**
 * The pairs that a person separates. In a group of at most `@most` these are the pairs with all members; in
 * larger groups those with the members that it matched and with the first member that is not separated,
 * through which the rest is connected.
 */
const separateSql = `
  WITH chosen AS (
    SELECT DISTINCT g.hash, g.place FROM images i JOIN near_groups g ON g.hash = i.content_hash
    WHERE i.id IN (SELECT value FROM json_each(@list))
  ), sized AS (
    SELECT place, (SELECT count(*) FROM near_groups g WHERE g.place = p.place) <= @most AS small
    FROM (SELECT DISTINCT place FROM chosen) p
  ), apart AS (
    SELECT c.hash, g.hash AS other FROM chosen c JOIN sized s ON s.place = c.place AND s.small
      JOIN near_groups g ON g.place = c.place
    UNION ALL
    SELECT c.hash, n.twin FROM chosen c JOIN sized s ON s.place = c.place AND NOT s.small
      JOIN near_pairs n ON n.hash = c.hash AND n.same = 1
    UNION ALL
    SELECT c.hash, n.hash FROM chosen c JOIN sized s ON s.place = c.place AND NOT s.small
      JOIN near_pairs n ON n.twin = c.hash AND n.same = 1
    UNION ALL
    SELECT c.hash, f.hash FROM chosen c JOIN (
      SELECT s.place, min(g.hash) AS hash FROM sized s JOIN near_groups g ON g.place = s.place
      WHERE NOT s.small AND g.hash NOT IN (SELECT hash FROM chosen) GROUP BY s.place
    ) f ON f.place = c.place
  )
  INSERT INTO near_pairs (hash, twin, same, who)
  SELECT DISTINCT min(hash, other), max(hash, other), 0, @who FROM apart WHERE hash <> other
  ON CONFLICT (hash, twin) DO UPDATE SET same = 0, who = excluded.who`;

const inOrder = ({ hash, twin }: { hash: string; twin: string }) =>
  hash < twin ? [hash, twin] : [twin, hash];

const saysNothing = (words: Uint32Array, row: number) =>
  words[row * 2] === words[row * 2 + 1] && (words[row * 2] === 0 || words[row * 2] === 0xffff_ffff);

function put(words: Uint32Array, row: number, bytes: Buffer, at: number): void {
  words[row * 2] = bytes.readUInt32BE(at);
  words[row * 2 + 1] = bytes.readUInt32BE(at + 4);
}

/** The contents in `before` that are no longer in `after`, as values of a statement. */
function* notIn(after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  for (const hash of before.keys()) if (!after.has(hash)) yield [Buffer.from(hash, 'latin1')];
}

/** The entries of `after` (contents and their groups) that differ from `before`, as values of a statement. */
function* newIn(after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  for (const [hash, place] of after)
    if (before.get(hash) !== place) yield [place, Buffer.from(hash, 'latin1')];
}

/** Contents whose group changed, or whose group has other members. */
function changedBetween(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  const touched = new Set<number>();
  const differ = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) => {
    for (const [hash, place] of a) if (b.get(hash) !== place) touched.add(place);
  };
  differ(before, after);
  differ(after, before);
  const changed = new Set<string>();
  for (const groups of [before, after])
    for (const [hash, place] of groups) if (touched.has(place)) changed.add(hash);
  return [...changed];
}
