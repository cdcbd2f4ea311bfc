import type { Language } from '../language';
import type { Values } from '../template';
import { catalogErrors } from './catalog';
import { databaseErrors } from './database';
import { encoderErrors } from './encoder';
import { engineErrors } from './engine';
import { type ErrorWords, type Face, type SaidValues, sayAs } from './entry';
import { imageErrors } from './images';
import { importErrors } from './import';
import { listErrors } from './lists';
import { recipeErrors } from './recipe';
import { runtimeErrors } from './runtime';
import { studioErrors } from './studio';
import { studyErrors } from './study';
import { systemErrors } from './system';
import { trainingErrors } from './training';
import { weightsErrors } from './weights';
import { workErrors } from './work';

/** The tables of errors by area; a code is in only one of them. */
export const errorTables = [
  catalogErrors,
  databaseErrors,
  encoderErrors,
  engineErrors,
  imageErrors,
  importErrors,
  listErrors,
  recipeErrors,
  runtimeErrors,
  studioErrors,
  studyErrors,
  systemErrors,
  trainingErrors,
  weightsErrors,
  workErrors,
] as const;

/** Every error that a person may meet, by its code. */
export const errorWords = {
  ...catalogErrors,
  ...databaseErrors,
  ...encoderErrors,
  ...engineErrors,
  ...imageErrors,
  ...importErrors,
  ...listErrors,
  ...recipeErrors,
  ...runtimeErrors,
  ...studioErrors,
  ...studyErrors,
  ...systemErrors,
  ...weightsErrors,
  ...trainingErrors,
  ...workErrors,
} as const;

export type ErrorCode = keyof typeof errorWords;

/** The values for the placeholders of an error's sentences. */
export type ErrorValues<C extends ErrorCode> = SaidValues<(typeof errorWords)[C]['en']>;

const table: Readonly<Record<string, ErrorWords>> = errorWords;

/** Whether the studio has words of its own for a code. */
export function hasWords(code: string): code is ErrorCode {
  return Object.hasOwn(table, code);
}

/** The sentence of an error for a face (command line or window). */
export function errorSentence(
  code: ErrorCode,
  values: Values,
  face: Face,
  language: Language = 'en',
): string {
  return sayAs(table[code], values, face, language);
}
