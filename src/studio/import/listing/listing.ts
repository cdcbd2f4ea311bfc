import type { Issue, SourceKind, Split } from '../../../catalog';
import { type Note, noteSentence } from '../../../core/words/notes';
import type { RowMarks } from '../../lists/label-row';

/** A file as its source describes it, before it is read. */
export interface ListedFile {
  /** Relative to the listing's root, or absolute if it lies outside. */
  readonly path: string;
  readonly split: Split;
  /** Class name; null without a label. */
  readonly label: string | null;
  /** The group (a burst, a person, a place) of the image according to a list; left out if it names none. */
  readonly group?: string;
  /** What people wrote about it, in an export of this program. */
  readonly marks?: RowMarks;
  /** Why the file is set aside without being read, such as a label that is not a class. */
  readonly problem?: Note;
}

export interface Listing {
  readonly kind: SourceKind;
  /** The folder or list file, absolute. */
  readonly path: string;
  /** The folder that paths are relative to. */
  readonly root: string;
  /** Null if a list names the split of each row. */
  readonly split: Split | null;
  readonly files: readonly ListedFile[];
  /** Names of classes in the order of the source, if it has one. */
  readonly classes?: readonly string[];
  /** What is wrong with the source itself: unreadable folders, lines of a list. */
  readonly problems: readonly Issue[];
  /** What a person should know about how the source was read; nothing is wrong. */
  readonly notes: readonly Note[];
}

/** Why something is set aside, in the form that the catalog keeps: code and values, and the command line's English sentence. */
export function kept({ code, values }: Note): Omit<Issue, 'place'> {
  return { code, values, reason: noteSentence({ code, values }, 'cli') ?? code };
}

/** Something wrong at a place of a source. */
export function issueAt(place: string, note: Note): Issue {
  return { place, ...kept(note) };
}

/**
 * Whether a name can be stored and found again: a list may contain U+0000 and lone surrogates, which file systems and SQLite do not allow.
 */
export function isText(name: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(name);
}
