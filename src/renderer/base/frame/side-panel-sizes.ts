/** What stands between panels keeps so many pixels, as long as the panels can give them. */
export const leastMiddle = 480;

interface Limits {
  readonly least: number;
  readonly most: number;
}

/** The greatest width of a panel in a room where nothing else is but the middle. */
export const mostOf = ({ least, most }: Limits, room: number): number =>
  Math.max(least, Math.min(most, Math.round(room) - leastMiddle));

/**
 * Widths that leave the middle its pixels in a room: what is too much is taken from each panel in proportion to what it has above its least. A
 * folded panel has the width 0 and keeps it.
 */
export function fitted(panels: readonly (Limits & { readonly width: number })[], room: number): number[] {
  const wanted = panels.map(({ width, least, most }) =>
    width === 0 ? 0 : Math.min(most, Math.max(least, width)),
  );
  const over = wanted.reduce((sum, width) => sum + width, leastMiddle - room);
  const spare = wanted.map((width, i) => Math.max(0, width - panels[i].least));
  const all = spare.reduce((sum, each) => sum + each, 0);
  // Before the first layout nothing is known of the room.
  if (over <= 0 || all === 0 || room === 0) return wanted;
  const share = Math.min(1, over / all);
  return wanted.map((width, i) => Math.floor(width - share * spare[i]));
}
