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
 * The images of the pool that a training uses: none; those that a selection kept, with a teacher's labels; or all of them without labels,
 * for an objective that makes its own targets.
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
  /** Settings of `consistency` that the objective reads, with the authors' values. */
  readonly consistency?: Consistency;
  /**
   * Its batches have no labelled images: it trains on pseudo-labels alone. An epoch is still a pass over the
   * labelled images.
   */
  readonly labelled?: false;
  /** Trains on images without noise, with no dropout and with every block, whatever the recipe says. */
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
  /** The views in which the teacher looks at each image if the recipe leaves that to the method; one view if left out. */
  readonly views?: LabellingViews;
}

/** A part of a method. `label-pool` lets the newest model predict the classes of the pool's images; `select` keeps some of them. */
export type MethodStage = TrainingStage | LabellingStage | { readonly stage: 'select' };

/**
 * A training method: which stages run, on which data, with which targets. The studio's loop runs these stages
 * and knows no method by name.
 */
export interface Method {
  /** The first training. */
  readonly first: TrainingStage;
  /**
   * The stages that are repeated after it, `iterations` times. They end with one training or with several in a row, which are one run.
   * Empty if nothing is repeated.
   */
  readonly round: readonly MethodStage[];
  /** The round of a recipe whose `order` is `pretrain-finetune`, if the method leaves that to the recipe. */
  readonly inTurn?: readonly MethodStage[];
  /** A student may be smaller than its teacher whatever the recipe's `distillation` says. */
  readonly smallerStudents?: true;
  readonly words: InEach<MethodWords>;
}
