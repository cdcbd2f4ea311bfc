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
  /** No labelled image is in its batches: it learns pseudo-labels alone. An epoch is still a pass over the labelled images. */
  readonly labelled?: false;
  /** Images as they are, no dropout, every block: whatever the recipe says of noise. */
  readonly noise?: 'none';
  /** The teacher's best class alone, whatever the recipe says of targets. */
  readonly targets?: 'hard';
  /**
   * Goes on from the weights of the training before it in the round, in the same run: on its labelled images, by the recipe's `fineTune`. Such
   * a training sees nothing of the pool.
   */
  readonly fineTunes?: true;
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
  /**
   * What is repeated after it, `iterations` times; it ends with one training or with several in a row, which are one run. Empty for
   * nothing.
   */
  readonly round: readonly Stage[];
  /** The round of a recipe whose `order` is `pretrain-finetune`, where the method leaves that to the recipe. */
  readonly inTurn?: readonly Stage[];
  /** A student may be smaller than its teacher whatever the recipe's `distillation` says. */
  readonly smallerStudents?: true;
  readonly words: InEach<MethodWords>;
}
