import type { Connection } from '../database/connection';

/** What shows the same picture as some contents; hashes as hex. */
export interface NearKin {
  /** All members of the groups of near duplicates that contain one of the contents, with the number of the group. */
  readonly groups: readonly { readonly hash: string; readonly place: number }[];
  /**
   * The contents with those that a comparison found to be the same picture, also where no file has these any more: a group holds only
   * contents that the catalog has an image of.
   */
  readonly pairs: readonly { readonly hash: string; readonly twin: string }[];
}

const groupsSql = `
  SELECT lower(hex(g.hash)) AS hash, g.place FROM near_groups g WHERE g.place IN (
    SELECT m.place FROM json_each(?) j CROSS JOIN near_groups m ON m.hash = unhex(j.value))`;

const pairsSql = (own: 'hash' | 'twin', other: 'hash' | 'twin') => `
  SELECT lower(j.value) AS hash, lower(hex(n.${other})) AS twin FROM json_each(@list) j
    CROSS JOIN near_pairs n ON n.${own} = unhex(j.value) WHERE n.same = 1`;

/** The near copies of these contents (hex), for a model that may have learnt from one of them. */
export function kinOf(connection: Connection, hashes: readonly string[]): NearKin {
  // Most projects have no near copy, and a test split may have 100,000 images.
  if (!connection.row('SELECT 1 FROM near_pairs LIMIT 1')) return { groups: [], pairs: [] };
  const list = JSON.stringify(hashes);
  return {
    groups: connection.rows(groupsSql, [list]),
    pairs: connection.rows(`${pairsSql('hash', 'twin')} UNION ALL ${pairsSql('twin', 'hash')}`, { list }),
  };
}
