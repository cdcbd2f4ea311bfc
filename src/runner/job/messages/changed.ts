import type { Cell } from '../../../core/corruptions/corrupt';
import type { PerturbationName } from '../../../core/perturbations/table';
import type { PredictJob } from './predict';

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

/** A model's predictions for the images of a cell. */
export interface CellPredictions {
  readonly cell: Cell | null;
  /** Indices into the job's `classes`, `[images]`. */
  readonly predictedClass: Int32Array;
}

export interface RobustnessResult {
  readonly kind: 'robustness';
  readonly imagesPerSecond: number;
}

/** Images that are predicted frame by frame in perturbation sequences. */
export interface PerturbationJob extends ChangedImagesJob {
  readonly kind: 'perturbation';
  /** Reported one after the other in this order. */
  readonly perturbations: readonly PerturbationName[];
}

export interface PerturbationResult {
  readonly kind: 'perturbation';
  /** Each frame is an image. */
  readonly imagesPerSecond: number;
}
