/** The content between panels keeps at least this many pixels, as far as the panels can shrink. */
export const leastMiddle = 480;

interface Limits {
  readonly least: number;
  readonly most: number;
}

/** The greatest width that a panel can have in `room` pixels if it shares them with the middle alone. */
export const mostOf = ({ least, most }: Limits, room: number): number =>
  Math.max(least, Math.min(most, Math.round(room) - leastMiddle));

/**
 * The widths of the panels that leave the middle its pixels. If the panels are too wide together, each shrinks in proportion to what it has
 * above its least width. A folded panel has the width 0 and keeps it.
 */
export function fitted(panels: readonly (Limits & { readonly width: number })[], room: number): number[] {
  const wanted = panels.map(({ width, least, most }) =>
    width === 0 ? 0 : Math.min(most, Math.max(least, width)),
  );
  const over = wanted.reduce((sum, width) => sum + width, leastMiddle - room);
  const spare = wanted.map((width, i) => Math.max(0, width - panels[i].least));
  const all = spare.reduce((sum, each) => sum + each, 0);
  // Before the first layout the room is not known yet and is 0.
  if (over <= 0 || all === 0 || room === 0) return wanted;
  const share = Math.min(1, over / all);
  return wanted.map((width, i) => Math.floor(width - share * spare[i]));
}
