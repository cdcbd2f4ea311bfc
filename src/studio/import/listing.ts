import type { Issue, SourceKind, Split } from '../../catalog';

/** A file as its source describes it, before anything of it is read. */
export interface ListedFile {
  /** Relative to the listing's root, or absolute where it lies outside. */
  readonly path: string;
  readonly split: Split;
  /** Class name; null without a label. */
  readonly label: string | null;
  /** Why the file is put aside without being read, such as a label that is no class. */
  readonly problem?: { readonly code: string; readonly reason: string };
}

/** What a person should know of how a source was read; nothing is wrong. */
export interface Note {
  readonly code: string;
  readonly reason: string;
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
  /** What is wrong with the source itself: unreadable folders, lines of a list. */
  readonly problems: readonly Issue[];
  readonly notes: readonly Note[];
}

/** Whether a name can be kept and found again: a list may hold U+0000 and lone surrogates, a file system and SQLite do not. */
export function isText(name: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(name);
}
