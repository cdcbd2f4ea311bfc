import type { InEach } from '../words/language';

/** What is known about a measured image; null for what is not known. */
export interface SlicedImage {
  /** The name of its label. */
  readonly className: string | null;
  /** The folder or list that it was added from. */
  readonly source: string | null;
  /** Pixels, upright. */
  readonly width: number | null;
  readonly height: number | null;
  /** When its file was last changed, in milliseconds since 1970. */
  readonly mtimeMs: number | null;
  /** The value of the column `group` of a list. */
  readonly group: string | null;
  /** The tags that people gave it, here or in a list. */
  readonly tags: readonly string[];
  /** The mean of its pixels as a model receives them, 0 for black and 1 for white. */
  readonly brightness: number | null;
}

/** A slicing rule in one language. */
interface SliceWords {
  /** The title of one slice or all of them, such as "Class". */
  readonly title: string;
  /** One sentence. */
  readonly help: string;
}

/** One way to cut measured images into slices: a file in `rules/` and a line in `table.ts` (docs/extend/slice.md). */
export interface SlicingRule<Name extends string = string> {
  /** The name in files that were written; it never changes. */
  readonly name: Name;
  readonly words: InEach<SliceWords>;
  /** The slice of each image, or its slices if it may be in several, by names that need no translation; null if it belongs to none. */
  slicesOf(images: readonly SlicedImage[]): readonly (string | readonly string[] | null)[];
}

export const defineSlicing = <const Name extends string>(rule: SlicingRule<Name>): SlicingRule<Name> => rule;
