import type { Issue } from '../../catalog';
import type { InEach } from '../../core/words/language';
import type { Note } from '../../core/words/notes';
import type { LabelRow } from './label-row';
import type { ListPlace } from './list-place';

/** One image as a list has it. */
export interface ListEntry {
  /** The place in the file as a person would look for it: `task 3`, `image 17`. */
  readonly place: string;
  /** How the list names the file, the likeliest meaning first: relative to the list or to a folder of images near it, or absolute. */
  readonly paths: readonly string[];
  /** Names of its classes, each once; none where it has no label. */
  readonly labels: readonly string[];
  /** As the list says it. */
  readonly split?: string;
  /** Why nothing says which classes it has. */
  readonly problem?: Note;
  /** Whether the list says that the label came from a model. */
  readonly byModel?: boolean;
}

/** What was read of a list. */
export interface ListContent {
  /** Iterated more than once, and never held in memory as a whole. */
  readonly entries: Iterable<ListEntry>;
  /** Names of the classes in the list's own order, where it has one. */
  readonly classes?: readonly string[];
  /** Whether the labels are those of objects in the pictures, and not of pictures. */
  readonly objects?: boolean;
  /** Whether it says of all images which are held out, so that its name says nothing. */
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
  /** The path of an image as it stands in a file of the list: relative to that file's folder, or absolute. */
  pathIn(file: string, row: LabelRow): string;
}

/** A piece of what is written: text at the end of a file, a picture that is copied to it, or a row that the format cannot hold. */
export type ListPiece =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly copyOf: LabelRow }
  | { readonly leftOut: LabelRow; readonly why: Note };

interface FormatWords {
  readonly title: string;
  readonly help: string;
}

/**
 * A file format that says which image belongs to which class. It is one file in `formats/` and a line of `table.ts`
 * (docs/extend/list-format.md).
 */
export interface ListFormat {
  /** Never changes: commands name it. */
  readonly name: string;
  readonly words: InEach<FormatWords>;
  readonly reading?: {
    /** Whether a file or folder is such a list, by what is in it: a quick look. */
    fits(place: ListPlace): boolean;
    /** All that is in it. Throws `unreadable-list`; what is wrong with single entries is in `problems`. */
    read(place: ListPlace): ListContent;
  };
  readonly writing?: {
    /** The ending of the file where the list is a single file, or null where it is a folder. */
    readonly ending: string | null;
    /** Whether pictures are copied into its folder; else it names them where they are. */
    readonly copies: boolean;
    /** Whether it can hold images without a label. */
    readonly unlabelled: boolean;
    /** Whether it can hold tags, stars and notes; left out: it cannot. */
    readonly marks?: boolean;
    /**
     * The list, a piece after another; `file` is relative to the list's folder, and empty where the list is one file. After a copy
     * it is told whether the picture could be copied. Rows are read once, and as few of them kept as can be.
     */
    write(rows: Iterable<LabelRow>, context: WriteContext): Generator<ListPiece, void, boolean>;
  };
}
