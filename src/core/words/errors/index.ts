import type { Language } from '../language';
import { fill, type Values, type ValuesOf } from '../template';
import { catalogErrors } from './catalog';
import { databaseErrors } from './database';
import { engineErrors } from './engine';
import type { ErrorWords, Said } from './entry';
import { studioErrors } from './studio';
import { systemErrors } from './system';
import { weightsErrors } from './weights';

/** The tables of the rooms; a code stands in one of them alone. */
export const errorTables = [
  catalogErrors,
  databaseErrors,
  engineErrors,
  studioErrors,
  systemErrors,
  weightsErrors,
] as const;

/** Every error that a person may meet, by its code. */
export const errorWords = {
  ...catalogErrors,
  ...databaseErrors,
  ...engineErrors,
  ...studioErrors,
  ...systemErrors,
  ...weightsErrors,
} as const;

export type ErrorCode = keyof typeof errorWords;

type Sentence<C extends ErrorCode> = (typeof errorWords)[C]['en'];

/** What the places of an error's sentences ask for. */
export type ErrorValues<C extends ErrorCode> =
  Sentence<C> extends string
    ? ValuesOf<Sentence<C>>
    : Sentence<C> extends { cli: infer Cli extends string; window: infer Window extends string }
      ? ValuesOf<Cli> & ValuesOf<Window>
      : never;

export type Face = keyof Exclude<Said, string>;

const table: Readonly<Record<string, ErrorWords>> = errorWords;

/** Whether the studio has words of its own for a code. */
export function hasWords(code: string): code is ErrorCode {
  return Object.hasOwn(table, code);
}

/** The sentence of an error as a face says it. */
export function errorSentence(
  code: ErrorCode,
  values: Values,
  face: Face,
  language: Language = 'en',
): string {
  const said: Said = table[code][language];
  return fill(typeof said === 'string' ? said : said[face], values, language);
}
