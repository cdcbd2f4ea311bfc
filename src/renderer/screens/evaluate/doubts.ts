/** What the keys are about in the list of doubts, by image: lines go while they are settled, and the number of one is another's then. */
export interface DoubtPlace {
  /** The image of the marked line; null where no key is about any. */
  readonly focused: number | null;
  /** The image of the large view; null while that is closed. */
  readonly opened: number | null;
}

type Lines = readonly { readonly imageId: number }[];

/** The line of an image; -1 where it has none (any more). */
export const lineOf = (lines: Lines, imageId: number | null): number =>
  imageId === null ? -1 : lines.findIndex((line) => line.imageId === imageId);

/** On from a line to the next doubt, in the large view as well; behind the last one no key is about any. */
export function goOn({ opened }: DoubtPlace, lines: Lines, line: number): DoubtPlace {
  const next = lines[line + 1]?.imageId ?? null;
  return { focused: next, opened: opened === null ? null : next };
}
