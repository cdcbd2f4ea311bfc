import { createHash } from 'node:crypto';
import { joinPairs } from '../core/near-copies/groups';
import type { Connection } from './connection';
import { settle } from './duplicates';

/** Hashes of usable images, columns of equal length; upper 32 bits first. */
export interface LookColumns {
  readonly ids: Int32Array;
  /** Of whole pictures `[images, 2]`. */
  readonly base: Uint32Array;
  /** Of parts `[parts, 2]`, and the row of each. */
  readonly crops: Uint32Array;
  readonly cropOf: Int32Array;
  /** The shorter side of each image, in pixels. */
  readonly sides: Int32Array;
}

/** Whether two contents (hex) are one picture. */
export interface NearVerdict {
  readonly hash: string;
  readonly twin: string;
  readonly same: boolean;
}

/** How many images have near duplicates. */
export interface NearCounts {
  readonly groups: number;
  readonly images: number;
  /** Those that are left out because one of their group is held out. */
  readonly leaks: number;
}

// What may be used, or could be but for a near duplicate. A picture of one colour, or of one that grows to a side, has a hash that says nothing.
const isCompared = `(i.state = 'ok' OR i.code = 'near-leak') AND i.perceptual_hash IS NOT NULL
  AND i.perceptual_hash NOT IN (zeroblob(8), x'ffffffffffffffff')`;
const isShown = "i.state IN ('ok', 'leak')";

/** Pictures that are near copies of each other, in groups. A group that is on both sides of a split leaks: `near-leaks.ts`. */
export class NearCopyQueries {
  constructor(private readonly connection: Connection) {}

  /** What is compared of usable images, by id. */
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
   * A digest of what `looks` gives, by content: another one once a picture came or went, or was read anew with more parts. It stops after
   * every `size` images: a million take seconds.
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

  /** Visits each pair of usable images that was compared, by their ids, the lower content first; `said`: by a person. */
  eachPair(visit: (id: number, twinId: number, same: boolean, said: boolean) => void): void {
    this.connection.each(
      `SELECT i.id, t.id, n.same, n.who IS NOT NULL FROM near_pairs n CROSS JOIN images i ON i.content_hash = n.hash
         CROSS JOIN images t ON t.content_hash = n.twin
       WHERE ${isCompared} AND ${isCompared.replaceAll('i.', 't.')}`,
      [],
      ([id, twinId, same, said]) => visit(id as number, twinId as number, same === 1, said === 1),
    );
  }

  /** What is known of pairs of contents, in any direction; null where they were never compared. */
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

  /** Keeps what the pixels say; what a person said of a pair stays. `regroup` comes after. */
  learn(verdicts: readonly NearVerdict[]): void {
    this.connection.executeMany(
      'INSERT OR IGNORE INTO near_pairs (hash, twin, same, who) VALUES (unhex(?), unhex(?), ?, NULL)',
      verdicts.map((verdict) => [...inOrder(verdict), verdict.same ? 1 : 0]),
    );
  }

  /** Makes groups of all pairs that are one picture, and leaks of what is on the wrong side of a split, in one transaction. */
  regroup(): void {
    const { connection } = this;
    connection.transaction(() => {
      const before = this.#groups();
      const after = new Map(this.#joined());
      // Only what changed is written: one picture of 100,000 is separated by one key.
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
   * A person says that these images are other pictures than those of their groups. Nothing brings them together again with any of them; in
   * a group of more than 100, with any that they were compared with and with what its first other image is in one group with. Gives how
   * many of them were in one.
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

  /** Forgets what a person said of these images, for their pixels to be compared anew. Gives how many pairs that were. */
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

  /** Images of all groups, those of a group side by side: their ids and the number of each one's group. */
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

  /** The group of each content in one, by its bytes as latin-1 text: half of what hex takes. */
  #groups(): Map<string, number> {
    const groups = new Map<string, number>();
    this.connection.each('SELECT hash, place FROM near_groups', [], ([hash, place]) => {
      groups.set((hash as Buffer).toString('latin1'), place as number);
    });
    return groups;
  }

  /**
   * Contents that are joined with another one, each with the number of its group: the oldest image of its first content. Contents without
   * an image join nothing, and nothing joins what a person separated.
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
        // What is joined with nothing comes together with nothing.
        if (a !== undefined && b !== undefined) apart.push(a, b);
      },
    );
    const joined = joinPairs(names.length, pairs, apart);
    const sizes = new Int32Array(names.length);
    for (const number of names.keys()) sizes[joined.of(number)]++;
    for (const [number, name] of names.entries()) {
      const first = joined.of(number);
      // Alone where all that it is like was separated from others of it.
      if (sizes[first] > 1) yield [name, oldest[first]];
    }
  }
}

/**
 * Makes the groups of a catalog of before version 15, which knew pairs alone: without its group a near leak would count as usable with the
 * next label. Known by pairs without any group, so that an end between migrating and this loses nothing.
 */
export function regroupOlder(connection: Connection): void {
  if (connection.row('SELECT 1 FROM near_groups LIMIT 1')) return;
  if (connection.row('SELECT 1 FROM near_pairs WHERE same = 1 LIMIT 1'))
    new NearCopyQueries(connection).regroup();
}

/** Of larger groups an image that is separated is not written down with each other one: 5,000 frames of a video are millions of pairs. */
const mostInFull = 100;

/**
 * What a person separates. In a group of at most `@most` with all others; in larger ones with those that it was found to be the same as, and
 * with the first that is not separated: the rest hangs together with one of these.
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

/** The contents of `before` that `after` has no more, as values of a statement. */
function* notIn(after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  for (const hash of before.keys()) if (!after.has(hash)) yield [Buffer.from(hash, 'latin1')];
}

/** Places and contents of `after` that `before` does not have so, as values of a statement. */
function* newIn(after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  for (const [hash, place] of after)
    if (before.get(hash) !== place) yield [place, Buffer.from(hash, 'latin1')];
}

/** Contents whose group is another one now, or whose group has other members. */
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
