import type { RunKind } from '../vocabulary/run-kinds';
import type { InEach } from '../words/language';
import type { Consistency } from './consistency';

/** Words of a method for the window and the command line, in both languages. */
export interface MethodWords {
  readonly title: string;
  /** One sentence: what it does with the images. */
  readonly help: string;
  /** One sentence: when it fits. */
  readonly fits: string;
}

/**
 * Images of the pool in a training: none; those that a selection kept, with a teacher's labels; or all of them as they are, for an
 * objective that makes its own targets.
 */
export type PoolUse = 'none' | 'pseudo-labelled' | 'unlabelled';

/** A training: what it learns from, and what its steps compute. */
export interface TrainingStage {
  readonly stage: 'train';
  /** What its run is to the experiment; model, length and input noise are the recipe's for that (`settingsOfRun`). */
  readonly run: Exclude<RunKind, 'probe'>;
  /** A name of the table in `engine/objectives`. */
  readonly objective: string;
  readonly pool: PoolUse;
  /** Rows that a step takes for each image of the pool: as many as its objective has views. */
  readonly poolViews: number;
  /** Settings of `consistency` that the objective reads, each as the authors have it. */
  readonly consistency?: Consistency;
}

/** A part of a method. `label-pool` lets the newest model say what the images of the pool are; `select` keeps some of them. */
export type Stage = TrainingStage | { readonly stage: 'label-pool' } | { readonly stage: 'select' };

/**
 * One way to learn: which stages run, on which data, with which targets. The loop of the studio runs what stands here and knows no method by
 * name.
 */
export interface Method {
  /** The first training. */
  readonly first: TrainingStage;
  /** What is repeated after it, `iterations` times; its last stage is a training. Empty for nothing. */
  readonly round: readonly Stage[];
  readonly words: InEach<MethodWords>;
}
