import { errorWords } from '../errors';
import type { ErrorWords, Face, SaidValues } from '../errors/entry';
import { sayAs } from '../errors/entry';
import type { Language } from '../language';
import type { Values } from '../template';
import { asideNotes } from './aside';
import { importNotes } from './import';
import { listNotes } from './lists';
import { pairedNotes } from './paired';
import { sliceNotes } from './slices';
import { trustNotes } from './trust';
import { workNotes } from './work';

/** The tables of notes; a code is in only one of them, and in none of the errors. */
export const noteTables = [
  asideNotes,
  importNotes,
  listNotes,
  pairedNotes,
  sliceNotes,
  trustNotes,
  workNotes,
] as const;

const noteWords = {
  ...asideNotes,
  ...importNotes,
  ...listNotes,
  ...pairedNotes,
  ...sliceNotes,
  ...trustNotes,
  ...workNotes,
} as const;

export type NoteCode = keyof typeof noteWords;

/** Something to know that stops nothing: a code and the facts, from which each client makes its sentence. */
export interface Note {
  /** The code of a note, or of an error that stopped nothing. */
  readonly code: string;
  readonly values: Values;
  /** What it is about: a file, a line of a list. */
  readonly place?: string;
}

/** The note of `code` with the values that its sentence needs. */
export function note<C extends NoteCode>(
  code: C,
  values: SaidValues<(typeof noteWords)[C]['en']>,
  place?: string,
): Note {
  return place === undefined ? { code, values } : { code, values, place };
}

const table: Readonly<Record<string, ErrorWords>> = { ...errorWords, ...noteWords };

/** The sentence of a note for a face (command line or window), after its place; null for a code of another version. */
export function noteSentence(
  { code, values, place }: Note,
  face: Face,
  language: Language = 'en',
): string | null {
  const sentence = Object.hasOwn(table, code) ? sayAs(table[code], values, face, language) : null;
  return sentence === null || place === undefined ? sentence : `${place}: ${sentence}`;
}

/** Why something in the catalog is excluded. Older versions kept only the English sentence. */
export interface StoredReason {
  readonly code: string | null;
  readonly reason: string | null;
  readonly values: Values | null;
}

/** The sentence of a stored reason: made from its facts if they were stored or none is needed, otherwise as it was written. */
export function reasonSentence(
  { code, reason, values }: StoredReason,
  face: Face,
  language: Language,
): string | null {
  const words = code !== null && Object.hasOwn(table, code) ? table[code] : null;
  if (!words || (values === null && needsFacts(words))) return reason;
  return sayAs(words, values ?? {}, face, language);
}

const needsFacts = ({ ko }: ErrorWords) => ko.includes('{{');
