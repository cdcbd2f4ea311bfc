/** A sentence that every face of the studio says alike, or one for the command line and one for the window, whose remedies differ. */
export type Said = string | { readonly cli: string; readonly window: string };

/**
 * What an error says, in each language: what went wrong, the value that was seen, and what a person can do about it. Places such as
 * `{{name}}` are filled with the error's values. The command line speaks English.
 */
export interface ErrorWords {
  readonly en: Said;
  /** The window's. */
  readonly ko: string;
}
