import type { RunKind } from '../vocabulary/run-kinds';
import type { InEach } from '../words/language';
import type { Consistency } from './consistency';
import type { LabellingViews } from './views';

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

/** A training: its data and its objective. */
export interface TrainingStage {
  readonly stage: 'train';
  /** The kind of its run; model, length and input noise are the recipe's for that kind (`settingsOfRun`). */
  readonly run: Exclude<RunKind, 'probe'>;
  /** A name of the table in `engine/objectives`. */
  readonly objective: string;
  readonly pool: PoolUse;
  /** Rows of a step for each pool image: as many as its objective has views. */
  readonly poolViews: number;
  /** Settings of `consistency` that the objective reads, each as the authors have it. */
  readonly consistency?: Consistency;
  /**
   * Its batches have no labelled images: it trains on pseudo-labels alone. An epoch is still a pass over the
   * labelled images.
   */
  readonly labelled?: false;
  /** Images without noise, no dropout, every block, whatever the recipe says. */
  readonly noise?: 'none';
  /** Hard targets of the teacher, whatever the recipe says. */
  readonly targets?: 'hard';
  /**
   * Continues from the weights of the training before it in the round, in the same run: on its labelled
   * images, by the recipe's `fineTune`. Such a training does not use the pool.
   */
  readonly fineTunes?: true;
}

/** A labelling of the pool. */
export interface LabellingStage {
  readonly stage: 'label-pool';
  /** How the teacher looks at each image where the recipe leaves that to the method; once where left out. */
  readonly views?: LabellingViews;
}

/** A part of a method. `label-pool` lets the newest model say what the images of the pool are; `select` keeps some of them. */
export type MethodStage = TrainingStage | LabellingStage | { readonly stage: 'select' };

/**
 * A training method: which stages run, on which data, with which targets. The studio's loop runs these stages
 * and knows no method by name.
 */
export interface Method {
  /** The first training. */
  readonly first: TrainingStage;
  /**
   * What is repeated after it, `iterations` times; it ends with one training or with several in a row, which are one run. Empty for
   * nothing.
   */
  readonly round: readonly MethodStage[];
  /** The round of a recipe whose `order` is `pretrain-finetune`, where the method leaves that to the recipe. */
  readonly inTurn?: readonly MethodStage[];
  /** A student may be smaller than its teacher whatever the recipe's `distillation` says. */
  readonly smallerStudents?: true;
  readonly words: InEach<MethodWords>;
}
