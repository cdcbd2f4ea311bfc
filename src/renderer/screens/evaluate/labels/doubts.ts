import type { SuspiciousView } from '../../../../contract';

/**
 * The line that keys act on in the list of suspicious labels, by image: lines disappear when settled, and
 * their numbers change.
 */
export interface DoubtPlace {
  /** The image of the marked line; null if no line is marked. */
  readonly focused: number | null;
  /** The image in the large view; null while that is closed. */
  readonly opened: number | null;
}

/** Whether a label is still to be settled; `reopened` holds the images whose settling a person undid. */
export const isOpen = (
  { imageId, settled, excluded }: Pick<SuspiciousView, 'imageId' | 'settled' | 'excluded'>,
  reopened: ReadonlySet<number>,
): boolean => !excluded && (!settled || reopened.has(imageId));

type Lines = readonly { readonly imageId: number }[];

/** The line of an image; -1 if it has none. */
export const lineOf = (lines: Lines, imageId: number | null): number =>
  imageId === null ? -1 : lines.findIndex((line) => line.imageId === imageId);

/** Moves from a line to the next one, in the large view as well; after the last one no line is marked. */
export function goOn({ opened }: DoubtPlace, lines: Lines, line: number): DoubtPlace {
  const next = lines[line + 1]?.imageId ?? null;
  return { focused: next, opened: opened === null ? null : next };
}
