import type { Cell } from '../core/corruptions/corrupt';
import type { Failure } from '../core/errors';
import type { ModelFacts } from '../core/export/facts';
import type { ModelFormat } from '../core/export/formats';
import type { Consistency } from '../core/methods';
import type { CountMetricName } from '../core/metrics';
import type { ModelSpec, NetworkSpec } from '../core/network/model-spec';
import type { OodScoreName } from '../core/ood';
import type { InputNoise, TrainingLength, TrainingSettings } from '../core/recipe';
import type { Trained } from '../core/vocabulary/run-metrics';
import type { CurvePoint, DeviceFacts } from '../core/vocabulary/runs';
import type { Note } from '../core/words/notes';

/**
 * The language between the studio and an engine process. Every value survives structured clone, so it travels over a child
 * process's channel, a MessagePort or, written down, over a network. Hashes are sha-256 of image files, `[images, 32]`.
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
  /** How often each is seen in a pass, `[images]`. */
  readonly copies: Int32Array;
}

/** Images of the pool of which nobody says anything: the objective makes its own targets. */
export interface UnlabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
}

/** What a student learns of pseudo-labelled images: the distributions stay in the file of the labelling and are read as they are needed. */
export type PseudoTargets =
  | {
      readonly kind: 'rows';
      /** The labelling's file, relative to the job's folder, as it was then; null where no distribution is used. */
      readonly labelling: { readonly file: string; readonly hash: string } | null;
      /** The row of an image in the labelling; -1: its class alone is learnt. `[images]` */
      readonly rows: Int32Array;
      /** The class of an image among the student's, `[images]`. */
      readonly classIndex: Int32Array;
      /** The student's class that an output of the labelling's model belongs to, `[model classes]`. */
      readonly places: Int32Array;
      readonly temperature: number;
    }
  /** As versions before 0.2 wrote them down: they stand in the run's own inputs, rows sum to 1, `[images, classes]`. */
  | { readonly kind: 'dense' };

/** The settings of one training, without its images. */
export interface TrainSpec {
  readonly model: NetworkSpec;
  readonly dropout: number;
  readonly survival: number;
  /** What makes the strong view of an image, and in part the weak one; none trains on clean images. */
  readonly noise: InputNoise | null;
  /** Side of the cached images that batches are made of; the model's image size where it is left out. */
  readonly cacheSide?: number;
  readonly training: TrainingSettings;
  /** A name of `engine/objectives`. Older versions wrote none: cross entropy of all images together. */
  readonly objective?: string;
  /** Settings that the objective reads. */
  readonly consistency?: Consistency;
  /** False where no labelled image is in the batches: those of the inputs count the epochs. */
  readonly labelled?: boolean;
  readonly unlabelledRatio: number;
  readonly inferenceBatch: number;
  /** What early stopping holds the weights of several moments against each other by; accuracy where it is left out. */
  readonly chooseBy?: CountMetricName;
  readonly seed: number;
  /** Weights to start from, relative to the job's folder; none starts from scratch. */
  readonly initialWeights: string | null;
  /**
   * Where the classifier starts: of `initialWeights` where left out, drawn anew for null (other classes), else of this file, relative to
   * the job's folder.
   */
  readonly initialHead?: string | null;
  /** `fix` is the short last training at a larger size in which shallow layers stay as they are. */
  readonly role: 'teacher' | 'student' | 'fix';
  /**
   * Written by the runner when a training begins. One that an older version began has none and keeps the rate that it began with,
   * scaled by its labelled batch whatever its loss is divided by.
   */
  readonly rateRule?: 'step-size';
  /** Overrides the length that the role has in `training`. */
  readonly length?: TrainingLength;
  /** The schedule goes on after a training of this length; none begins at its start. */
  readonly scheduleAfter?: TrainingLength;
}

export interface TrainInputs {
  readonly labelled: LabelledImages;
  readonly pseudo: PseudoLabelledImages | null;
  /** In the place of pseudo-labelled images, for an objective that labels for itself. */
  readonly unlabelled?: UnlabelledImages;
  readonly validation: LabelledImages | null;
}

export interface TrainJob {
  readonly kind: 'train';
  /** The run's folder: inputs, checkpoints and weights live in it. */
  readonly folder: string;
  readonly cacheFolder: string;
  /** Augmentation threads; 0 augments in the engine's own thread. */
  readonly workers: number;
  /** Images in memory at a time, at most; a larger batch is taken in parts. As many as fit where left out. */
  readonly mostAtOnce?: number;
  /** Left out to go on with what the folder holds. */
  readonly fresh?: {
    readonly spec: TrainSpec;
    /** The images, or the folder of the training whose labelled and validation images are learnt from again. */
    readonly inputs: TrainInputs | { readonly labelledOf: string };
  };
}

export interface PredictSet {
  readonly name: string;
  readonly hashes: Uint8Array;
  /** Ask for the logits themselves in the result (evaluation of a test split). */
  readonly logits?: boolean;
}

/** Images of which all that the model says is written to a file of its own (`labelling-file.ts`). */
export interface LabellingJob {
  readonly file: string;
  /** `[images, 32]`, in the order of `ids`. */
  readonly hashes: Uint8Array;
  /** Of the catalog, ascending, `[images]`. */
  readonly ids: Int32Array;
  /** The sources that they come from, `[images]`. */
  readonly sources: Int32Array;
  /** Catalog ids of the model's classes. */
  readonly classIds: readonly number[];
  /** Catalog ids of the labelled images that the scores are fitted on. */
  readonly labelledIds: Int32Array;
}

export interface PredictJob {
  readonly kind: 'predict';
  readonly model: ModelSpec;
  /** Absolute path of a weights file; of an encoder's head. */
  readonly weights: string;
  /** Absolute paths of an encoder's files, the model first. */
  readonly encoder?: readonly string[];
  readonly cacheFolder: string;
  /** Images that are shown to the network at a time, at most: fewer where memory holds no more. */
  readonly batch: number;
  readonly sets: readonly PredictSet[];
  readonly labelling?: LabellingJob;
  /** Fit the out-of-domain scores on labelled images, and set their limits on held-out ones so that `keep` of them stay. */
  readonly ood: {
    readonly fit: LabelledImages;
    readonly heldOut: Uint8Array;
    readonly keep: number;
    /**
     * Catalog ids of `heldOut` where the model has not learnt from them, so that a labelling keeps what it says of them; with `folds`, of `fit`: a
     * linear probe is fitted on the others for each of them then, at its strength of regularisation.
     */
    readonly heldOutIds: Int32Array | null;
    readonly folds: { readonly count: number; readonly lambda: number } | null;
    /** What the fit goes through lies beside this file meanwhile. */
    readonly spool: string;
  } | null;
}

/** Images shown to a model clean and corrupted: a cell is one of both for all of them. */
export interface RobustnessJob
  extends Pick<PredictJob, 'model' | 'weights' | 'encoder' | 'cacheFolder' | 'batch'> {
  readonly kind: 'robustness';
  /** Threads that corrupt images; 0 does it in the engine's own thread. */
  readonly workers: number;
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  /** The class of each output, `[outputs]`, among `classes`: what classes that are one by now said is added up. */
  readonly columns: readonly number[];
  readonly classes: number;
  /** Told of one after the other, in this order; null shows the images as they are. */
  readonly cells: readonly (Cell | null)[];
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

/** A short try-out of a training or of predictions: how fast, and how much memory. Nothing is written. */
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

/** A classifier on the features of a network that does not learn: the first model of an experiment, in seconds. */
export interface LinearProbeJob {
  readonly kind: 'linear-probe';
  /** The run's folder. */
  readonly folder: string;
  readonly cacheFolder: string;
  /**
   * With initial weights or an encoder. Of its noise mirroring alone is read: what a mirror shows is learnt from as well; nothing of its
   * training is.
   */
  readonly spec: ProbeSpec;
  /** Absolute paths of the encoder's files, the model first. */
  readonly encoder?: readonly string[];
  readonly inputs: TrainInputs;
}

/** What a linear probe is fitted by: as a training has it, of any model. */
export type ProbeSpec = Omit<TrainSpec, 'model'> & { readonly model: ModelSpec };

export type Job = TrainJob | LinearProbeJob | PredictJob | RobustnessJob | ExportJob | TrialJob;

export interface TrainResult extends Trained {
  readonly kind: 'train';
}

export interface PredictSetResult {
  readonly name: string;
  readonly predictedClass: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  /** Higher = more in-domain; empty without `ood`. */
  readonly scores: Partial<Record<OodScoreName, Float32Array>>;
  readonly logits?: Float32Array;
}

export interface PredictResult {
  readonly kind: 'predict';
  readonly sets: readonly PredictSetResult[];
  /** The hash of the labelling's file, where one was asked for. */
  readonly labelling: string | null;
  readonly limits: Partial<Record<OodScoreName, number>>;
  readonly imagesPerSecond: number;
}

export interface RobustnessResult {
  readonly kind: 'robustness';
  readonly imagesPerSecond: number;
}

/** What a model said of the images of a cell. */
export interface CellPredictions {
  readonly cell: Cell | null;
  /** Among the job's `classes`, `[images]`. */
  readonly predictedClass: Int32Array;
}

export interface ExportResult {
  readonly kind: 'export';
  readonly target: string;
}

export interface TrialResult {
  readonly kind: 'trial';
  /** Of a step, or of an image that is predicted. */
  readonly secondsPerUnit: number;
  /** Until the first step or batch was done. */
  readonly startSeconds: number;
  readonly waitShare: number;
  /** Most memory that the process has had since it began. */
  readonly peakBytes: number;
}

export type Result = TrainResult | PredictResult | RobustnessResult | ExportResult | TrialResult;

export type ResultOf<J extends Job> = J extends TrainJob | LinearProbeJob
  ? TrainResult
  : J extends PredictJob
    ? PredictResult
    : J extends RobustnessJob
      ? RobustnessResult
      : J extends TrialJob
        ? TrialResult
        : ExportResult;

/** Where a job is; at most ten a second. */
export interface Progress {
  readonly phase: 'preparing' | 'training' | 'predicting';
  readonly done: number;
  readonly total: number;
  readonly unit: 'steps' | 'images';
  readonly imagesPerSecond: number;
  /** Null until it can be told. */
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
  /** How many images at a time are in memory. */
  | { readonly type: 'fitted'; readonly atOnce: number }
  | { readonly type: 'note'; readonly note: Note }
  | { readonly type: 'cell'; readonly said: CellPredictions }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'cancelled' }
  | ({ readonly type: 'failed' } & Failure);
