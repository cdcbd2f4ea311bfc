import type { Language } from '../words/language';
import type { OodScore, ScoreWords } from './score';
import { energy } from './scores/energy';
import { entropy } from './scores/entropy';
import { knn } from './scores/knn';
import { mahalanobis } from './scores/mahalanobis';
import { margin } from './scores/margin';
import { maxlogit } from './scores/maxlogit';
import { maxprob } from './scores/maxprob';
import { relativeMahalanobis } from './scores/relative-mahalanobis';
import { vim } from './scores/vim';

/** Every out-of-domain score, one line each. Recipe, engine, files, window and report follow from this table. */
export const oodScores = [
  mahalanobis,
  relativeMahalanobis,
  knn,
  vim,
  energy,
  maxlogit,
  maxprob,
  margin,
  entropy,
] as const;

export type OodScoreName = (typeof oodScores)[number]['name'];

/** What each score has learnt from labelled images, in plain arrays that can be sent to another process. */
export type FittedScores = Readonly<Record<OodScoreName, unknown>>;

export const oodScoreNames: readonly OodScoreName[] = oodScores.map(({ name }) => name);

/** Typed as a general score, because what `fit` returns is only passed to `score` of the same entry. */
export function oodScore(name: OodScoreName): OodScore<OodScoreName> {
  return oodScores.find((score) => score.name === name) as OodScore<OodScoreName>;
}

/** Titles by name, in a language of the window. */
export function oodTitles(language: Language): Record<OodScoreName, string> {
  return wordsBy(language, ({ title }) => title);
}

/** What the scores are, as one text: the help of the setting that chooses one. */
export function oodHelp(language: Language): string {
  return oodScores.map(({ name, words }) => `${name}: ${words[language].help}`).join(' ');
}

function wordsBy(language: Language, word: (words: ScoreWords) => string) {
  const entries = oodScores.map(({ name, words }) => [name, word(words[language])]);
  return Object.fromEntries(entries) as Record<OodScoreName, string>;
}
