/**
 * Up to this many classes a labelling stores whole distributions: 2 KiB an image. With more classes it stores the largest shares with their
 * classes, in the same space; the remaining shares are below the resolution of float16.
 */
export const mostDense = 1024;
const mostKept = mostDense / 2;

/** How many shares of an image a labelling stores. */
export const keptOf = (classes: number): number => (classes > mostDense ? mostKept : classes);

/** Bytes of a stored distribution: float16 shares, and the numbers of their classes unless all are stored. */
export const softBytes = (classes: number): number => 2 * keptOf(classes) * (classes > mostDense ? 2 : 1);
