import type { Issue, SourceKind, Split } from '../../../catalog';
import { type Note, noteSentence } from '../../../core/words/notes';
import type { RowMarks } from '../../lists/label-row';

/** A file as its source describes it, before anything of it is read. */
export interface ListedFile {
  /** Relative to the listing's root, or absolute where it lies outside. */
  readonly path: string;
  readonly split: Split;
  /** Class name; null without a label. */
  readonly label: string | null;
  /** Images of one group (a burst, a person, a place) that a list names; left out where it names none. */
  readonly group?: string;
  /** What people wrote on it, in an export of this program. */
  readonly marks?: RowMarks;
  /** Why the file is put aside without being read, such as a label that is no class. */
  readonly problem?: Note;
}

export interface Listing {
  readonly kind: SourceKind;
  /** The folder or list file, absolute. */
  readonly path: string;
  /** The folder that paths are relative to. */
  readonly root: string;
  /** Null where a list names it by row. */
  readonly split: Split | null;
  readonly files: readonly ListedFile[];
  /** Names of classes in the order of the source, where it has one. */
  readonly classes?: readonly string[];
  /** What is wrong with the source itself: unreadable folders, lines of a list. */
  readonly problems: readonly Issue[];
  /** What a person should know of how the source was read; nothing is wrong. */
  readonly notes: readonly Note[];
}

/** Why something is put aside, as the catalog keeps it: the facts, and the command line's English sentence. */
export function kept({ code, values }: Note): Omit<Issue, 'place'> {
  return { code, values, reason: noteSentence({ code, values }, 'cli') ?? code };
}

/** Something wrong at a place of a source. */
export function issueAt(place: string, note: Note): Issue {
  return { place, ...kept(note) };
}

/** Whether a name can be kept and found again: a list may hold U+0000 and lone surrogates, a file system and SQLite do not. */
export function isText(name: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(name);
}
