import type { ModelSpec } from '../../../core/network/model-spec';
import type { TrainInputs, TrainSpec } from './train';

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
