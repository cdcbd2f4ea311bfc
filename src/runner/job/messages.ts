import type { AttackName } from '../../core/adversarial/strength';
import type { Cell } from '../../core/corruptions/corrupt';
import type { Failure } from '../../core/errors';
import type { ModelFacts } from '../../core/export/facts';
import type { ModelFormat } from '../../core/export/formats';
import type { CrossPredictions } from '../../core/likeness/cross-predict';
import type { Consistency } from '../../core/methods';
import type { CountMetricName } from '../../core/metrics';
import type { ModelSpec, NetworkSpec } from '../../core/network/model-spec';
import type { FittedScores, OodScoreName } from '../../core/ood';
import type { SequenceResult } from '../../core/perturbations/measures';
import type { PerturbationName } from '../../core/perturbations/table';
import type { InputNoise, PoolNoise, TrainingLength, TrainingSettings } from '../../core/recipe';
import type { Trained } from '../../core/stored/run-metrics';
import type { CurvePoint, DeviceFacts } from '../../core/stored/runs';
import type { Note } from '../../core/words/notes';

/**
 * The messages between the studio and an engine process. Every value survives structured clone, so that it
 * can be sent over a child process's channel, a MessagePort or, serialised, a network. Hashes are sha-256 of
 * image files, `[images, 32]`.
 */

export interface LabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  /** Class indices, `[images]`. */
  readonly labels: Int32Array;
}

export interface PseudoLabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  readonly targets: PseudoTargets;
  /** How often each image is seen in an epoch, `[images]`. */
  readonly copies: Int32Array;
}

/** Pool images without pseudo-labels: the objective makes its own targets. */
export interface UnlabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
}

/**
 * The targets of pseudo-labelled images. The distributions stay in the labelling's file and are read when
 * needed.
 */
export type PseudoTargets =
  | {
      readonly kind: 'rows';
      /**
       * The labelling's file, relative to the job's folder, with its hash at that time; null if only
       * classes are used.
       */
      readonly labelling: { readonly file: string; readonly hash: string } | null;
      /** The row of an image in the labelling; -1 if its target is its class alone. `[images]` */
      readonly rows: Int32Array;
      /** The class of an image among the student's, `[images]`. */
      readonly classIndex: Int32Array;
      /** The student's class for each output of the labelling's model, `[model classes]`. */
      readonly places: Int32Array;
      readonly temperature: number;
    }
  /**
   * Targets as versions before 0.2 stored them: in the run's own inputs, `[images, classes]`; rows sum to 1.
   */
  | { readonly kind: 'dense' };

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

export interface PredictSet {
  readonly name: string;
  readonly hashes: Uint8Array;
  /** Asks for the logits in the result (evaluation of a test split). */
  readonly logits?: boolean;
  /** Asks for the features in the result, for images whose number is bounded. */
  readonly features?: boolean;
}

/** Images whose full outputs are written to a file of their own (`labelling-file.ts`). */
export interface LabellingJob {
  readonly file: string;
  /** `[images, 32]`, in the order of `ids`. */
  readonly hashes: Uint8Array;
  /** Catalog ids, ascending, `[images]`. */
  readonly ids: Int32Array;
  /** The source of each image, `[images]`. */
  readonly sources: Int32Array;
  /** Catalog ids of the model's classes. */
  readonly classIds: readonly number[];
  /** Catalog ids of the labelled images that the scores are fitted on. */
  readonly labelledIds: Int32Array;
}

/** The views of each image with which one model predicts it. */
export interface Look extends Pick<PredictJob, 'model' | 'weights' | 'encoder'> {
  /** One entry for each view: whether the image is mirrored in it. */
  readonly mirrored: readonly boolean[];
}

/** The noise of a training, in predictions. */
export interface LabellingNoise {
  readonly input: InputNoise | null;
  readonly dropout: number;
  readonly survival: number;
  /** The side of the cached images that noised ones are made from. */
  readonly cacheSide: number;
  readonly seed: number;
}

export interface PredictJob {
  readonly kind: 'predict';
  readonly model: ModelSpec;
  /** Absolute path of the weights file, or of an encoder's head. */
  readonly weights: string;
  /** Absolute paths of an encoder's files, the model first. */
  readonly encoder?: readonly string[];
  readonly cacheFolder: string;
  /** The most images in one call of the network; there are fewer if memory is short. */
  readonly batch: number;
  /**
   * The models and views of every image whose probabilities are averaged, with the job's own model first; by
   * default one view of the image as it is.
   */
  readonly looks?: readonly Look[];
  /** The noise with which the model, which must be a network, sees all images of the job; by default none. */
  readonly noise?: LabellingNoise;
  readonly sets: readonly PredictSet[];
  readonly labelling?: LabellingJob;
  /**
   * Asks to fit the out-of-domain scores on labelled images, and to set their thresholds so that the share
   * `keep` of held-out images stays.
   */
  readonly ood: {
    readonly fit: LabelledImages;
    readonly heldOut: Uint8Array;
    readonly keep: number;
    /**
     * Catalog ids of `heldOut` if the model was not trained on them, so that a labelling stores their
     * outputs; with `folds`, ids of `fit`, whose images are then each predicted by a linear probe fitted on
     * the other folds with this regularisation.
     */
    readonly heldOutIds: Int32Array | null;
    readonly folds: { readonly count: number; readonly lambda: number } | null;
    /** The path beside which the data of the fit are kept while it is computed. */
    readonly spool: string;
    /** Asks for the fitted scores in the result, so that later jobs need not fit them again. */
    readonly givesFit?: boolean;
  } | null;
  /** The scores as an earlier job fitted them for the same model; used if `ood` is null. */
  readonly fitted?: FittedScores;
}

/** Images that are changed before they are predicted. */
export interface ChangedImagesJob
  extends Pick<PredictJob, 'model' | 'weights' | 'encoder' | 'cacheFolder' | 'batch'> {
  /** Threads that change images; 0 does it in the engine's own thread. */
  readonly workers: number;
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  /**
   * The class of each output, `[outputs]`, among `classes`: probabilities of classes merged since then are
   * added up.
   */
  readonly columns: readonly number[];
  readonly classes: number;
}

/** Images to predict clean and corrupted: a cell is one of these conditions for all images. */
export interface RobustnessJob extends ChangedImagesJob {
  readonly kind: 'robustness';
  /** The conditions, reported one after the other in this order; null is clean. */
  readonly cells: readonly (Cell | null)[];
}

/** Images that are predicted frame by frame in perturbation sequences. */
export interface PerturbationJob extends ChangedImagesJob {
  readonly kind: 'perturbation';
  /** Reported one after the other in this order. */
  readonly perturbations: readonly PerturbationName[];
}

/** Images to attack: the changes of their pixels that raise a network's loss the most. */
export interface AttackJob extends Pick<PredictJob, 'weights' | 'cacheFolder' | 'batch'> {
  readonly kind: 'attack';
  /** A network: no gradient goes through an encoder. */
  readonly model: NetworkSpec;
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  /** The class of each image, among `classes`, `[images]`. */
  readonly labels: Int32Array;
  /** As in `ChangedImagesJob`. */
  readonly columns: readonly number[];
  readonly classes: number;
  /** Computed one after the other. */
  readonly parts: readonly AttackPart[];
  /** How many of the first images are sent back as they look when attacked. */
  readonly examples: number;
}

/** An attack on the images from `from` on; `clean` with ε 0 means no attack. */
export interface AttackPart {
  readonly attack: AttackName | 'clean';
  readonly steps: number;
  /** In 255ths. */
  readonly epsilons: readonly number[];
  readonly from: number;
}

export interface ExportJob {
  readonly kind: 'export';
  readonly format: ModelFormat;
  readonly model: NetworkSpec;
  readonly weights: string;
  readonly classNames: readonly string[];
  readonly facts: ModelFacts;
  /** The file or folder to write. */
  readonly target: string;
}

/** Times a few steps of a training or a few predictions, and measures the memory. Nothing is written. */
export interface TrialJob {
  readonly kind: 'trial';
  readonly cacheFolder: string;
  readonly workers: number;
  readonly work:
    | { readonly kind: 'train'; readonly spec: TrainSpec; readonly inputs: TrainInputs }
    | {
        readonly kind: 'predict';
        readonly model: ModelSpec;
        readonly encoder?: readonly string[];
        readonly batch: number;
        readonly hashes: Uint8Array;
      };
}

/** A classifier on the features of a frozen network: the first model of an experiment, in seconds. */
export interface LinearProbeJob {
  readonly kind: 'linear-probe';
  /** The run's folder. */
  readonly folder: string;
  readonly cacheFolder: string;
  /**
   * Must have initial weights or an encoder. Of its noise only mirroring is used: the probe then also learns
   * from the features of mirrored images. Its training settings are not used.
   */
  readonly spec: ProbeSpec;
  /** Absolute paths of the encoder's files, the model first. */
  readonly encoder?: readonly string[];
  readonly inputs: TrainInputs;
  /**
   * If given, the probe is also measured by folds: how many, and the group of each labelled image and then of
   * each validation image, in the order of the inputs.
   */
  readonly folds?: { readonly count: number; readonly groups: Int32Array };
}

/**
 * Predicts each labelled image with a classifier that was fitted on other labelled images. Needs no model and
 * no pixels.
 */
export interface CrossPredictJob {
  readonly kind: 'cross-predict';
  /** The look of each image, `[images, width]`: integers up to 127. */
  readonly looks: Int8Array;
  readonly width: number;
  /** The position of each image's class, and its group, `[images]`. */
  readonly labels: Int32Array;
  readonly groups: Int32Array;
  readonly classes: number;
  readonly seed: number;
}

export interface CrossPredictResult extends CrossPredictions {
  readonly kind: 'cross-predict';
}

/** The specification of a linear probe: that of a training, for any model. */
export type ProbeSpec = Omit<TrainSpec, 'model'> & { readonly model: ModelSpec };

export type Job =
  | TrainJob
  | LinearProbeJob
  | CrossPredictJob
  | PredictJob
  | RobustnessJob
  | PerturbationJob
  | AttackJob
  | ExportJob
  | TrialJob;

export interface TrainResult extends Trained {
  readonly kind: 'train';
}

export interface PredictSetResult {
  readonly name: string;
  readonly predictedClass: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  /** Higher is more in-domain; empty without `ood`. */
  readonly scores: Partial<Record<OodScoreName, Float32Array>>;
  readonly logits?: Float32Array;
  /** `[images, features]` */
  readonly features?: Float32Array;
}

export interface PredictResult {
  readonly kind: 'predict';
  readonly sets: readonly PredictSetResult[];
  /** The hash of the labelling's file, if one was requested. */
  readonly labelling: string | null;
  readonly limits: Partial<Record<OodScoreName, number>>;
  readonly imagesPerSecond: number;
  /** Present if `ood.givesFit` asked for them. */
  readonly fitted?: FittedScores;
}

export interface RobustnessResult {
  readonly kind: 'robustness';
  readonly imagesPerSecond: number;
}

/** A model's predictions for the images of a cell. */
export interface CellPredictions {
  readonly cell: Cell | null;
  /** Indices into the job's `classes`, `[images]`. */
  readonly predictedClass: Int32Array;
}

export interface PerturbationResult {
  readonly kind: 'perturbation';
  /** Each frame is an image. */
  readonly imagesPerSecond: number;
}

export interface AttackResult {
  readonly kind: 'attack';
  /** Images under an attack. */
  readonly imagesPerSecond: number;
}

/** A model's predictions for some of the images under an attack. */
export interface AttackTold extends Omit<AttackPart, 'epsilons'> {
  readonly epsilon: number;
  /** The images from `from` to before `to`. */
  readonly to: number;
  /** How many of them were predicted correctly. */
  readonly right: number;
  /** Present with the first images only. */
  readonly examples: AttackedExamples | null;
}

export interface AttackedExamples {
  /** Indices into the job's `classes`, `[examples]`. */
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
  /** `[examples, size, size, 3]`, made visible by `perturbationPixels`; null for clean images. */
  readonly perturbation: Uint8Array | null;
}

export interface ExportResult {
  readonly kind: 'export';
  readonly target: string;
}

export interface TrialResult {
  readonly kind: 'trial';
  /** Seconds of a step, or of one predicted image. */
  readonly secondsPerUnit: number;
  /** Seconds until the first step or batch was done. */
  readonly startSeconds: number;
  readonly waitShare: number;
  /** The peak memory of the process since its start. */
  readonly peakBytes: number;
}

export type Result =
  | TrainResult
  | PredictResult
  | RobustnessResult
  | PerturbationResult
  | AttackResult
  | ExportResult
  | CrossPredictResult
  | TrialResult;

export type ResultOf<J extends Job> = J extends TrainJob | LinearProbeJob
  ? TrainResult
  : J extends CrossPredictJob
    ? CrossPredictResult
    : J extends PredictJob
      ? PredictResult
      : J extends RobustnessJob
        ? RobustnessResult
        : J extends PerturbationJob
          ? PerturbationResult
          : J extends AttackJob
            ? AttackResult
            : J extends TrialJob
              ? TrialResult
              : ExportResult;

/** The progress of a job; at most ten messages a second. */
export interface Progress {
  readonly phase: 'preparing' | 'training' | 'predicting';
  readonly done: number;
  readonly total: number;
  readonly unit: 'steps' | 'images';
  readonly imagesPerSecond: number;
  /** Null until it can be estimated. */
  readonly secondsLeft: number | null;
  readonly waitShare?: number;
  readonly loss?: number;
  readonly learningRate?: number;
}

export type ToEngine = { readonly type: 'start'; readonly job: Job } | { readonly type: 'cancel' };

export type FromEngine =
  | { readonly type: 'ready'; readonly device: DeviceFacts }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'point'; readonly point: CurvePoint }
  | { readonly type: 'checkpoint'; readonly step: number }
  /** Says how many images are in memory at a time. */
  | { readonly type: 'fitted'; readonly atOnce: number }
  | { readonly type: 'note'; readonly note: Note }
  | { readonly type: 'cell'; readonly said: CellPredictions }
  | { readonly type: 'perturbed'; readonly counted: SequenceResult }
  | { readonly type: 'attacked'; readonly told: AttackTold }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'cancelled' }
  | ({ readonly type: 'failed' } & Failure);
