import type { ModelSpec } from '../../../core/network/model-spec';
import type { FittedScores, OodScoreName } from '../../../core/ood';
import type { InputNoise } from '../../../core/recipe';
import type { LabelledImages } from './images';

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
