import type { InEach } from '../words/language';
import type { Matrices } from './linear';

/** A model's outputs for images: both arrays are row-major, one row for each image. */
export interface ModelOutputs {
  /** Inputs of the classifier, `[images, features]`. */
  readonly features: Float32Array;
  /** Outputs of the classifier before softmax, `[images, classes]`. */
  readonly logits: Float32Array;
  readonly classes: number;
}

/**
 * A model's outputs for many images, in order: a piece is in memory at a time, and the iteration can be
 * repeated.
 */
export interface OutputRows {
  readonly images: number;
  pieces(): Iterable<ModelOutputs>;
}

/** Outputs that are in memory as they are. */
export const inMemory = (outputs: ModelOutputs): OutputRows => ({
  images: outputs.logits.length / outputs.classes,
  pieces: () => [outputs],
});

/** Only the features, in the same pieces. */
export const featuresOf = (outputs: OutputRows) => ({
  *pieces() {
    for (const { features } of outputs.pieces()) yield features;
  },
});

/** A score in one language: a name that fits beside a number, and a sentence. */
export interface ScoreWords {
  readonly title: string;
  readonly help: string;
}

/**
 * A measure of how much an image resembles the labelled ones: a file in `scores/` and a line in `table.ts` (docs/extend/score.md). For
 * every score, higher is more in-domain. `Fitted` is the result of `fit`.
 */
export interface OodScore<Name extends string = string, Fitted = unknown> {
  /** The name in recipes and labellings; it never changes. */
  readonly name: Name;
  readonly words: InEach<ScoreWords>;
  /** Learns from the labelled training images; `labels` `[images]` are class indices. `matrices` does the heavy part of it. */
  fit(outputs: OutputRows, labels: ArrayLike<number>, matrices?: Matrices): Fitted;
  /** `[images]`; NaN where it cannot be computed, which no selection lets pass. */
  score(fitted: Fitted, outputs: ModelOutputs): Float32Array;
}

/** Types a score by what it fits. */
export const defineScore = <const Name extends string, Fitted>(
  score: OodScore<Name, Fitted>,
): OodScore<Name, Fitted> => score;

/** A score of the logits alone, which has nothing to fit. `of` returns `[images]` for logits `[images, classes]`. */
export const logitScore = <const Name extends string>(
  name: Name,
  words: OodScore['words'],
  of: (logits: Float32Array, classes: number) => Float32Array,
): OodScore<Name, null> => ({
  name,
  words,
  fit: () => null,
  score: (_, { logits, classes }) => of(logits, classes),
});
