import type { CrossPredictions } from '../../../core/likeness/cross-predict';
import type { ModelSpec } from '../../../core/network/model-spec';
import type { TrainInputs, TrainSpec } from './train';

/** The specification of a linear probe: that of a training, for any model. */
export type ProbeSpec = Omit<TrainSpec, 'model'> & { readonly model: ModelSpec };

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
