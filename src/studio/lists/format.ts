import type { Issue } from '../../catalog';
import type { InEach } from '../../core/words/language';
import type { Note } from '../../core/words/notes';
import type { LabelRow } from './label-row';
import type { ListPlace } from './list-place';

/** One image in a list. */
export interface ListEntry {
  /** The place in the file in a form that a person can look for: `task 3`, `image 17`. */
  readonly place: string;
  /** What the list calls the file, the most probable meaning first: relative to the list or to a folder of images near it, or absolute. */
  readonly paths: readonly string[];
  /** The file that names it, if the place has several; folders with that file's name are searched for it. */
  readonly list?: string;
  /** Names of its classes, each once; empty if it has no label. */
  readonly labels: readonly string[];
  /** The split in the list's own words. */
  readonly split?: string;
  /** Why the classes of the image are unknown. */
  readonly problem?: Note;
  /** Whether the list says that the label came from a model. */
  readonly byModel?: boolean;
}

/** What was read from a list. */
export interface ListContent {
  /** Iterated more than once, and never held in memory as a whole. */
  readonly entries: Iterable<ListEntry>;
  /** Names of the classes in the list's own order, if it has one. */
  readonly classes?: readonly string[];
  /** Whether the labels belong to objects in the pictures rather than to pictures. */
  readonly objects?: boolean;
  /** Whether it says for all images which are held out, so that its own name does not matter. */
  readonly saysSplits?: boolean;
  /** Entries that cannot be used, each with its place. */
  readonly problems: readonly Issue[];
  /** What a person should know about how the list was read although nothing is wrong. */
  readonly notes: readonly Note[];
}

export interface WriteContext {
  /** The project's classes, in their order. */
  readonly classes: readonly string[];
  /** Whether rows carry tags, stars and notes. */
  readonly marks: boolean;
  /** The path of an image as a file of the list writes it: relative to that file's folder, or absolute. */
  pathIn(file: string, row: LabelRow): string;
}

/** A piece of output: text at the end of a file, a picture that is copied to a file, or a row that the format cannot hold. */
export type ListPiece =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly copyOf: LabelRow }
  | { readonly leftOut: LabelRow; readonly why: Note };

interface FormatWords {
  readonly title: string;
  readonly help: string;
}

/**
 * A file format that says which image belongs to which class. Each is one file in `formats/` and a line in `table.ts`
 * (docs/extend/list-format.md).
 */
export interface ListFormat {
  /** Must never change, because commands use it. */
  readonly name: string;
  readonly words: InEach<FormatWords>;
  readonly reading?: {
    /** Whether a file or folder is such a list, judged quickly by its contents. */
    fits(place: ListPlace): boolean;
    /** Reads everything in it. Throws `unreadable-list`; what is wrong with single entries is in `problems`. */
    read(place: ListPlace): ListContent;
  };
  readonly writing?: {
    /** The file extension if the list is a single file, or null if it is a folder. */
    readonly ending: string | null;
    /** Whether pictures are copied into its folder; otherwise the list refers to them where they are. */
    readonly copies: boolean;
    /** Whether it can hold images without a label. */
    readonly unlabelled: boolean;
    /** Whether it can hold tags, stars and notes; it cannot if left out. */
    readonly marks?: boolean;
    /**
     * Yields the list, one piece after another; `file` is relative to the list's folder, and empty if the list is one file. After each copy
     * it receives whether the picture could be copied. Rows are read once, and as few of them are kept as possible.
     */
    write(rows: Iterable<LabelRow>, context: WriteContext): Generator<ListPiece, void, boolean>;
  };
}
