import type { Consistency } from '../../../core/methods';
import type { CountMetricName } from '../../../core/metrics';
import type { NetworkSpec } from '../../../core/network/model-spec';
import type { InputNoise, PoolNoise, TrainingLength, TrainingSettings } from '../../../core/recipe';
import type { Trained } from '../../../core/stored/run-metrics';
import type { LabelledImages, PseudoLabelledImages, UnlabelledImages } from './images';

/** The settings of one training, without its images. */
export interface TrainSpec {
  readonly model: NetworkSpec;
  readonly dropout: number;
  readonly survival: number;
  /** Which kinds of noise pseudo-labelled images have; by default the same as labelled ones. */
  readonly poolNoise?: PoolNoise;
  /** The noise of the strong view of an image, and partly of the weak one; null trains on clean images. */
  readonly noise: InputNoise | null;
  /** The side of the cached images that batches are made from; by default the model's image size. */
  readonly cacheSide?: number;
  readonly training: TrainingSettings;
  /**
   * A name of `engine/objectives`. Older versions wrote none: they used the cross entropy of all images
   * together.
   */
  readonly objective?: string;
  /** Settings that the objective reads. */
  readonly consistency?: Consistency;
  /**
   * False if batches have no labelled images: the labelled images of the inputs then only define the length of
   * an epoch.
   */
  readonly labelled?: boolean;
  readonly unlabelledRatio: number;
  readonly inferenceBatch: number;
  /** The metric by which early stopping selects weights; by default accuracy. */
  readonly chooseBy?: CountMetricName;
  readonly seed: number;
  /** Weights to start from, relative to the job's folder; null for a training from scratch. */
  readonly initialWeights: string | null;
  /**
   * The initial classifier: that of `initialWeights` if left out, a random one for null (if the classes
   * differ), and otherwise the one in this file, relative to the job's folder.
   */
  readonly initialHead?: string | null;
  /** `fix` is the short last training at a larger size, in which shallow layers are frozen. */
  readonly role: 'teacher' | 'student' | 'fix';
  /**
   * Written by the runner when a training begins. A training begun by an older version has no rule and keeps
   * its learning rate, which is scaled by the labelled batch whatever the loss is divided by.
   */
  readonly rateRule?: 'step-size';
  /** Replaces the length that `training` has for the role. */
  readonly length?: TrainingLength;
  /**
   * The learning-rate schedule continues as after a training of this length; if missing, it starts from the
   * beginning.
   */
  readonly scheduleAfter?: TrainingLength;
}

export interface TrainInputs {
  readonly labelled: LabelledImages;
  readonly pseudo: PseudoLabelledImages | null;
  /** Used in place of pseudo-labelled images by an objective that makes its own targets. */
  readonly unlabelled?: UnlabelledImages;
  readonly validation: LabelledImages | null;
}

export interface TrainJob {
  readonly kind: 'train';
  /** The run's folder, with its inputs, checkpoints and weights. */
  readonly folder: string;
  readonly cacheFolder: string;
  /** Augmentation threads; 0 augments in the engine's own thread. */
  readonly workers: number;
  /** The most images in memory at a time; a larger batch is processed in parts. By default as many as fit. */
  readonly mostAtOnce?: number;
  /** Left out to resume from the folder's contents. */
  readonly fresh?: {
    readonly spec: TrainSpec;
    /** The images, or the folder of a training whose labelled and validation images are used again. */
    readonly inputs: TrainInputs | { readonly labelledOf: string };
  };
}

export interface TrainResult extends Trained {
  readonly kind: 'train';
}
