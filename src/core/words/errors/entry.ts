import type { Language } from '../language';
import { fill, type Values, type ValuesOf } from '../template';

/** A sentence for all clients of the studio, or one for the command line and one for the window if the remedies differ. */
export type Said = string | { readonly cli: string; readonly window: string };

/**
 * What an error says, in each language: what went wrong, the value that was seen, and what a person can do about it. Places such as
 * `{{name}}` are filled with the error's values. The command line speaks English.
 */
export interface ErrorWords {
  readonly en: Said;
  /** The sentence of the window. */
  readonly ko: string;
}

export type Face = keyof Exclude<Said, string>;

/** The values that the placeholders of a sentence need, for all faces. */
export type SaidValues<S extends Said> = S extends string
  ? ValuesOf<S>
  : S extends { cli: infer Cli extends string; window: infer Window extends string }
    ? ValuesOf<Cli> & ValuesOf<Window>
    : never;

/** The sentence for a face (command line or window) in a language. */
export function sayAs(words: ErrorWords, values: Values, face: Face, language: Language): string {
  const said: Said = words[language];
  return fill(typeof said === 'string' ? said : said[face], values, language);
}
